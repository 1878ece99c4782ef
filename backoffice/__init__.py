"""What all pages of the admin share; about no subject of the programme."""
