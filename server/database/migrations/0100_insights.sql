create table "model" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "kind" text collate "C",
  "object" text collate "C",
  "target" text collate "C",
  "score" text collate "C",
  "population" jsonb,
  "horizon" integer,
  "method" text collate "C",
  "refresh" text default 'nightly' not null,
  "settings" jsonb,
  "status" text default 'draft' not null,
  "serving" uuid,
  "trained_at" timestamp with time zone,
  "scored_at" timestamp with time zone,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "model_version" (
  "id" uuid not null,
  "model" uuid,
  "number" integer,
  "status" text default 'candidate' not null,
  "method" text collate "zh-x-icu",
  "trained_at" timestamp with time zone,
  "as_of" timestamp with time zone,
  "rows" integer,
  "metrics" jsonb,
  "approved_by" uuid,
  "approved_at" timestamp with time zone,
  "seconds" double precision,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "insight_run" (
  "id" uuid not null,
  "kind" text collate "C",
  "about" text collate "C",
  "status" text default 'waiting' not null,
  "progress" double precision,
  "stage" jsonb,
  "started_at" timestamp with time zone,
  "ended_at" timestamp with time zone,
  "message" text,
  "input" jsonb,
  "output" jsonb,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

alter table "model_version" add constraint "part_model_version" foreign key ("model") references "model" (id) on delete cascade;

create index "ix_model_deleted_at_4d636090" on "model" (deleted_at, id) where deleted_at is not null;

create index "ix_model_name_60f5f128" on "model" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_model_name_70f1427f" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "model";

create index "ix_model_kind_42e569a4" on "model" ((lower("kind" collate "und-x-icu") collate "C"), id) where deleted_at is null;

create statistics "is_model_kind_f2e5171d" on ((lower("kind" collate "und-x-icu") collate "C")) from "model";

create index "ix_model_object_63679484" on "model" ((lower("object" collate "und-x-icu") collate "C"), id) where deleted_at is null;

create statistics "is_model_object_442fc0cd" on ((lower("object" collate "und-x-icu") collate "C")) from "model";

create index "ix_model_status_4cf150ce" on "model" ("status", id) where deleted_at is null;

create index "ix_model_serving_3d069028" on "model" ("serving", id);

create index "ix_model_trained_at_38613172" on "model" ("trained_at", id) where deleted_at is null;

create index "ix_model_created_at_3584ce9c" on "model" ("created_at", id) where deleted_at is null;

create index "ix_model_created_by_4f77b4a7" on "model" ("created_by", id);

create index "ix_model_updated_at_51506104" on "model" ("updated_at", id) where deleted_at is null;

create index "ix_model_search_a41b0af1" on "model" using gin (search);

create index "ix_model_version_deleted_at_db3f041e" on "model_version" (deleted_at, id) where deleted_at is not null;

create index "ix_model_version_model_89d50b27" on "model_version" ("model", id);

create index "ix_model_version_trained_at_02823f7d" on "model_version" ("trained_at", id) where deleted_at is null;

create index "ix_model_version_approved_by_88231451" on "model_version" ("approved_by", id);

create index "ix_model_version_created_at_45fc8c7d" on "model_version" ("created_at", id) where deleted_at is null;

create index "ix_model_version_created_by_464c9471" on "model_version" ("created_by", id);

create index "ix_model_version_updated_at_8e977f56" on "model_version" ("updated_at", id) where deleted_at is null;

create index "ix_insight_run_deleted_at_a25f7ce1" on "insight_run" (deleted_at, id) where deleted_at is not null;

create index "ix_insight_run_kind_5923484e" on "insight_run" ((lower("kind" collate "und-x-icu") collate "C"), id) where deleted_at is null;

create statistics "is_insight_run_kind_347dd6be" on ((lower("kind" collate "und-x-icu") collate "C")) from "insight_run";

create index "ix_insight_run_about_d8ef187b" on "insight_run" ("about", id);

create index "ix_insight_run_status_342733b6" on "insight_run" ("status", id) where deleted_at is null;

create index "ix_insight_run_created_at_b42b8976" on "insight_run" ("created_at", id) where deleted_at is null;

create index "ix_insight_run_created_by_3e476c4d" on "insight_run" ("created_by", id);

create index "ix_insight_run_updated_at_b4fc8c01" on "insight_run" ("updated_at", id) where deleted_at is null;

create schema insight;

-- One pass of a model over its records: which version, as of when.
create table insight.scoring (
  run integer generated always as identity primary key,
  score text not null,
  model uuid not null,
  version uuid not null,
  as_of timestamptz not null,
  at timestamptz not null,
  rows integer not null default 0
);
create index scoring_score on insight.scoring (score, run);

-- Which pass is served. Turning to another is one small update, so a pass that fails leaves the last good one in place.
create table insight.scored (
  score text primary key,
  run integer not null
);

-- The values, kept beside the tables of the records: a million are copied in without touching a record or its indexes.
create table insight.score (
  run integer not null,
  record uuid not null,
  number double precision,
  amount numeric,
  word text collate "C",
  day date,
  link uuid,
  primary key (run, record)
);
create index score_number on insight.score (run, number, record) where number is not null;
create index score_amount on insight.score (run, amount, record) where amount is not null;
create index score_word on insight.score (run, word, record) where word is not null;
create index score_day on insight.score (run, day, record) where day is not null;
create index score_link on insight.score (run, link, record) where link is not null;

-- Why a record has its score: what speaks for and against it, and similar cases of the past.
create table insight.reason (
  run integer not null,
  record uuid not null,
  why jsonb not null,
  primary key (run, record)
);

-- What a version learned, and its whole report.
create table insight.artefact (
  version uuid primary key references model_version (id) on delete cascade,
  report jsonb not null,
  fitted jsonb
);
