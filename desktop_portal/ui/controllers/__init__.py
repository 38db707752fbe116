"""What joins the pages to the app: pages say what the person did, controllers ask the services and show the outcome."""
