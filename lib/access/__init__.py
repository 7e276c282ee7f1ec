"""Who may come in, and what they may see and do: policy, sessions, the record of what was done."""
