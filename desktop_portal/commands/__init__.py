"""What administrators and help desks type: no window, a plain sentence for everything that can be wrong."""
