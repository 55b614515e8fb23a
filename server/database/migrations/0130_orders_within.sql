create index "ix_customer_type_name_85cb7296" on "customer" ("type", (lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create index "ix_customer_country_name_d0f6ba1e" on "customer" ((lower("country" collate "und-x-icu") collate "zh-x-icu"), (lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create index "ix_customer_lifecycle_last_order_at_368571ac" on "customer" ("lifecycle", "last_order_at", id) where deleted_at is null;

create index "ix_customer_lifecycle_value_934574bd" on "customer" ("lifecycle", "value", id) where deleted_at is null;

create index "ix_deal_status_created_at_5c021df7" on "deal" ("status", "created_at", id) where deleted_at is null;

create index "ix_order_status_placed_at_bd30c576" on "order" ("status", "placed_at", id) where deleted_at is null;

create index "ix_ticket_status_created_at_aab20c70" on "ticket" ("status", "created_at", id) where deleted_at is null;
