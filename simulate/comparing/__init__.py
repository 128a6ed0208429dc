"""Result folders held against each other: what went in, what came out, and what that says about targets."""
