"""What several rules need: hosts, addresses, phone numbers, pictures, tracking, word lists."""
