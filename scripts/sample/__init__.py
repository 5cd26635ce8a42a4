"""Makes the sample picture: a crowd of people who do not exist, and the truth about where their faces are."""
