"""What the law says about a child-protection case: clocks, scales and conditions. Pure."""
