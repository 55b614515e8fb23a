create table "layout" (
  "id" uuid not null,
  "code" text collate "C",
  "object" text collate "C",
  "place" text default 'page' not null,
  "role" uuid,
  "settings" jsonb,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "follower" (
  "id" uuid not null,
  "about" text collate "C",
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create index "ix_layout_deleted_at_baad4289" on "layout" (deleted_at, id) where deleted_at is not null;

create unique index "ix_layout_code_cbc8bc9e" on "layout" ((lower("code" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_layout_code_c543b4af" on ((lower("code" collate "und-x-icu") collate "C")) from "layout";

create index "ix_layout_object_546eb2fd" on "layout" ((lower("object" collate "und-x-icu") collate "C"), id) where deleted_at is null;

create statistics "is_layout_object_1ca20fe6" on ((lower("object" collate "und-x-icu") collate "C")) from "layout";

create index "ix_layout_role_4576db07" on "layout" ("role", id);

create index "ix_layout_created_at_52d2a489" on "layout" ("created_at", id) where deleted_at is null;

create index "ix_layout_created_by_a74ff2d3" on "layout" ("created_by", id);

create index "ix_layout_updated_at_df565ea7" on "layout" ("updated_at", id) where deleted_at is null;

create index "ix_follower_deleted_at_ffb292e8" on "follower" (deleted_at, id) where deleted_at is not null;

create index "ix_follower_about_469d32c7" on "follower" ("about", id);

create index "ix_follower_owner_c6579ee0" on "follower" ("owner", id);

create index "ix_follower_created_at_331f2e74" on "follower" ("created_at", id) where deleted_at is null;

create index "ix_follower_created_by_4e33fac9" on "follower" ("created_by", id);

create index "ix_follower_updated_at_fb1d1d35" on "follower" ("updated_at", id) where deleted_at is null;

