"""From the sentences that answer to what is cited: extracts, exact words and who said them."""
