-- How far the readers of the feed that live in the server have come, so that each change is taken up once.
create table feed_cursor (
  reader text primary key,
  cursor text not null
);
