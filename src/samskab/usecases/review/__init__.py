"""`review`: what a request to change files means for who made it, and for the secretariat."""
