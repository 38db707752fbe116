"""The reference server: receives referrals, sends e-mail, and shows the council's staff what has arrived."""
