"""The settings: what a person, an office and a computer may choose, each part by itself."""
