create index "ix_price_list_from_e4bb7a86" on "price_list" ("from", id) where deleted_at is null;

create index "ix_price_list_until_901df027" on "price_list" ("until", id) where deleted_at is null;

create index "ix_target_until_8e99d78b" on "target" ("until", id) where deleted_at is null;

create index "ix_campaign_ends_at_3458fcfe" on "campaign" ("ends_at", id) where deleted_at is null;

create index "ix_promotion_until_c6385d06" on "promotion" ("until", id) where deleted_at is null;

create index "ix_survey_opens_at_c02cd7fd" on "survey" ("opens_at", id) where deleted_at is null;

create index "ix_survey_closes_at_9fb48b47" on "survey" ("closes_at", id) where deleted_at is null;

create index "ix_meeting_ends_at_4126d96b" on "meeting" ("ends_at", id) where deleted_at is null;
