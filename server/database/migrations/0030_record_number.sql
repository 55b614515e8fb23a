-- Numbers that the server gives to orders, quotes, tickets, returns and refunds. Gaps are allowed: a number is never given twice.
create sequence record_number start with 10001;
