"""The pages of the main window: each shows a frozen state and says what the person did."""
