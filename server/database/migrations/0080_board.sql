-- Where people put cards on boards. A card without a row stands where its id says; ranks compare as plain bytes.
create table card_place (
  object text not null,
  field text not null,
  record uuid not null,
  lane text not null,
  rank text collate "C" not null,
  primary key (object, field, record)
);
create index card_place_order on card_place (object, field, lane, rank, record);
