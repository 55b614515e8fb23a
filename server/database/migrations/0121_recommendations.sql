-- What is recommended to each customer, best first, worked out beforehand: an answer is one look-up.
create table insight.recommendation (
  run uuid not null,
  customer uuid not null references customer (id) on delete cascade,
  -- Belongs to those who are shown what sells anyway, so that the difference can be measured.
  held_out boolean not null,
  products uuid[] not null,
  scores real[] not null,
  -- Why, one for each product.
  because jsonb not null,
  primary key (run, customer)
);
create index recommendation_customer on insight.recommendation (customer);

-- What goes with a product.
create table insight.companion (
  run uuid not null,
  product uuid not null references product (id) on delete cascade,
  products uuid[] not null,
  scores real[] not null,
  because jsonb not null,
  primary key (run, product)
);
create index companion_product on insight.companion (product);

-- What was shown where, once a day and place, and whether somebody took it up.
create table insight.shown (
  id uuid primary key,
  customer uuid not null references customer (id) on delete cascade,
  product uuid not null references product (id) on delete cascade,
  place text not null,
  run uuid not null,
  held_out boolean not null,
  rank integer not null,
  at timestamptz not null,
  day date not null,
  clicked_at timestamptz
);
create unique index shown_once on insight.shown (customer, product, place, day);
create index shown_product on insight.shown (product);
create index shown_at on insight.shown (at);
