"""What the DAGs of this folder share."""
