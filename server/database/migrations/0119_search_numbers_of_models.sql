-- Tables that migrations after 0050 made with tokens of text.
call internal.search_by_numbers();

drop procedure internal.search_by_numbers();
drop function internal.token_numbers(text[]);
