"""What the rules know: of hosts, addresses, numbers and pictures in general, and of the other files of the site."""
