create table "customer" (
  "id" uuid not null,
  "type" text default 'person' not null,
  "name" text collate "zh-x-icu",
  "first_name" text collate "zh-x-icu",
  "last_name" text collate "zh-x-icu",
  "salutation" text collate "zh-x-icu",
  "job_title" text collate "zh-x-icu",
  "employer" uuid,
  "emails" jsonb,
  "phones" jsonb,
  "addresses" jsonb,
  "country" text collate "zh-x-icu",
  "website" text collate "C",
  "industry" text collate "zh-x-icu",
  "employees" integer,
  "birthday" date,
  "language" text collate "zh-x-icu",
  "lifecycle" text default 'prospective' not null,
  "source" text collate "zh-x-icu",
  "external_id" text collate "C",
  "tags" uuid[],
  "note" text,
  "invented" boolean,
  "first_order_at" timestamp with time zone,
  "last_order_at" timestamp with time zone,
  "orders" integer,
  "revenue" numeric(18,4),
  "cost" numeric(18,4),
  "value" numeric(18,4),
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "relationship" (
  "id" uuid not null,
  "role" text collate "zh-x-icu",
  "from" uuid,
  "to" uuid,
  "since" date,
  "until" date,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "consent" (
  "id" uuid not null,
  "customer" uuid,
  "purpose" text default 'marketing' not null,
  "channel" text default 'any' not null,
  "given" boolean default 'true' not null,
  "at" timestamp with time zone,
  "basis" text,
  "wording" text collate "zh-x-icu",
  "evidence" text collate "zh-x-icu",
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "review" (
  "id" uuid not null,
  "title" text collate "zh-x-icu",
  "customer" uuid,
  "product" uuid,
  "order" uuid,
  "rating" integer,
  "text" text,
  "at" timestamp with time zone,
  "source" text collate "zh-x-icu",
  "reply" text,
  "published" boolean default 'false',
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "product" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "code" text collate "C",
  "kind" text default 'goods' not null,
  "category" uuid,
  "status" text default 'active' not null,
  "price" numeric(18,4),
  "cost" numeric(18,4),
  "currency" text collate "C",
  "unit" text collate "zh-x-icu",
  "stock" double precision,
  "barcode" text collate "C",
  "brand" text collate "zh-x-icu",
  "warranty_months" integer,
  "description" text,
  "tags" uuid[],
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "category" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "parent" uuid,
  "description" text,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "price_list" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "currency" text collate "C",
  "active" boolean default 'true',
  "from" date,
  "until" date,
  "description" text,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "price" (
  "id" uuid not null,
  "price_list" uuid,
  "product" uuid,
  "amount" numeric(18,4),
  "from_quantity" double precision default '1',
  "note" text collate "zh-x-icu",
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "deal" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "customer" uuid,
  "contact" uuid,
  "pipeline" uuid,
  "stage" uuid,
  "status" text default 'open' not null,
  "amount" numeric(18,4),
  "currency" text collate "C",
  "probability" double precision,
  "expected_on" date,
  "stage_since" timestamp with time zone,
  "closed_at" timestamp with time zone,
  "lost_reason" text,
  "competitor" text collate "zh-x-icu",
  "next_step" text collate "zh-x-icu",
  "next_step_on" date,
  "source" text collate "zh-x-icu",
  "campaign" uuid,
  "position" double precision,
  "tags" uuid[],
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "deal_line" (
  "id" uuid not null,
  "deal" uuid,
  "product" uuid,
  "name" text collate "zh-x-icu",
  "quantity" double precision default '1' not null,
  "unit_price" numeric(18,4) default '0' not null,
  "discount" double precision,
  "tax" double precision,
  "amount" numeric(18,4),
  "position" double precision,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "quote" (
  "id" uuid not null,
  "number" text collate "C",
  "customer" uuid,
  "deal" uuid,
  "status" text default 'draft' not null,
  "price_list" uuid,
  "total" numeric(18,4),
  "tax_total" numeric(18,4),
  "currency" text collate "C",
  "quoted_on" date,
  "valid_until" date,
  "terms" text,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "quote_line" (
  "id" uuid not null,
  "quote" uuid,
  "product" uuid,
  "name" text collate "zh-x-icu",
  "quantity" double precision default '1' not null,
  "unit_price" numeric(18,4) default '0' not null,
  "discount" double precision,
  "tax" double precision,
  "amount" numeric(18,4),
  "position" double precision,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "order" (
  "id" uuid not null,
  "number" text collate "C",
  "customer" uuid,
  "quote" uuid,
  "deal" uuid,
  "campaign" uuid,
  "status" text default 'open' not null,
  "placed_at" timestamp with time zone,
  "channel" text collate "zh-x-icu",
  "country" text collate "zh-x-icu",
  "total" numeric(18,4),
  "cost" numeric(18,4),
  "returned" numeric(18,4),
  "currency" text collate "C",
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "order_line" (
  "id" uuid not null,
  "order" uuid,
  "product" uuid,
  "name" text collate "zh-x-icu",
  "quantity" double precision default '1' not null,
  "unit_price" numeric(18,4) default '0' not null,
  "discount" double precision,
  "tax" double precision,
  "amount" numeric(18,4),
  "position" double precision,
  "unit_cost" numeric(18,4),
  "returned" double precision,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "target" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "person" uuid,
  "team" uuid,
  "product" uuid,
  "measure" text default 'revenue' not null,
  "goal" double precision,
  "from" date,
  "until" date,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "pipeline" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "description" text,
  "active" boolean default 'true',
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "stage" (
  "id" uuid not null,
  "pipeline" uuid,
  "name" text collate "zh-x-icu",
  "position" double precision default '1' not null,
  "probability" double precision,
  "outcome" text default 'open' not null,
  "stale_days" integer,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "ticket" (
  "id" uuid not null,
  "number" text collate "C",
  "subject" text collate "zh-x-icu",
  "customer" uuid,
  "kind" text default 'consultation' not null,
  "status" text default 'new' not null,
  "priority" text default 'normal' not null,
  "channel" text default 'email',
  "order" uuid,
  "product" uuid,
  "description" text,
  "due_at" timestamp with time zone,
  "first_reply_at" timestamp with time zone,
  "resolved_at" timestamp with time zone,
  "satisfaction" integer,
  "resolution" text,
  "tags" uuid[],
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "message" (
  "id" uuid not null,
  "ticket" uuid,
  "author" text collate "zh-x-icu",
  "direction" text default 'out' not null,
  "text" text,
  "at" timestamp with time zone,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "return" (
  "id" uuid not null,
  "number" text collate "C",
  "customer" uuid,
  "order" uuid,
  "ticket" uuid,
  "status" text default 'asked' not null,
  "reason" text,
  "returned_at" timestamp with time zone,
  "total" numeric(18,4),
  "currency" text collate "C",
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "return_line" (
  "id" uuid not null,
  "return" uuid,
  "order_line" uuid,
  "product" uuid,
  "name" text collate "zh-x-icu",
  "quantity" double precision default '1' not null,
  "unit_price" numeric(18,4) default '0' not null,
  "unit_cost" numeric(18,4),
  "amount" numeric(18,4),
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "refund" (
  "id" uuid not null,
  "number" text collate "C",
  "customer" uuid,
  "order" uuid,
  "return" uuid,
  "ticket" uuid,
  "amount" numeric(18,4),
  "currency" text collate "C",
  "status" text default 'asked' not null,
  "method" text collate "zh-x-icu",
  "paid_at" timestamp with time zone,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "article" (
  "id" uuid not null,
  "title" text collate "zh-x-icu",
  "text" text,
  "status" text default 'draft' not null,
  "product" uuid,
  "language" text collate "zh-x-icu",
  "tags" uuid[],
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "campaign" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "kind" text default 'email' not null,
  "status" text default 'planned' not null,
  "segment" uuid,
  "starts_at" timestamp with time zone,
  "ends_at" timestamp with time zone,
  "budget" numeric(18,4),
  "cost" numeric(18,4),
  "currency" text collate "C",
  "channel" text collate "zh-x-icu",
  "goal" text collate "zh-x-icu",
  "subject" text collate "zh-x-icu",
  "text" text,
  "reached" integer,
  "responded" integer,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "campaign_contact" (
  "id" uuid not null,
  "campaign" uuid,
  "customer" uuid,
  "status" text default 'sent' not null,
  "at" timestamp with time zone,
  "note" text collate "zh-x-icu",
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "segment" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "kind" text default 'filter' not null,
  "filter" jsonb,
  "members" uuid[],
  "description" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "promotion" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "code" text collate "C",
  "kind" text default 'percent' not null,
  "percent" double precision,
  "amount" numeric(18,4),
  "campaign" uuid,
  "products" uuid[],
  "from" date,
  "until" date,
  "limit" integer,
  "used" integer default '0',
  "active" boolean default 'true',
  "terms" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "form" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "campaign" uuid,
  "status" text default 'draft' not null,
  "questions" jsonb,
  "thanks" text,
  "consent_wording" text,
  "submissions" integer default '0',
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "survey" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "campaign" uuid,
  "status" text default 'draft' not null,
  "intro" text,
  "thanks" text,
  "opens_at" timestamp with time zone,
  "closes_at" timestamp with time zone,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "question" (
  "id" uuid not null,
  "survey" uuid,
  "text" text collate "zh-x-icu",
  "kind" text default 'stars' not null,
  "options" jsonb,
  "needed" boolean default 'false',
  "position" double precision default '1',
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "answer" (
  "id" uuid not null,
  "question" uuid,
  "customer" uuid,
  "text" text collate "zh-x-icu",
  "number" double precision,
  "at" timestamp with time zone,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "task" (
  "id" uuid not null,
  "title" text collate "zh-x-icu",
  "customer" uuid,
  "about" text collate "C",
  "status" text default 'open' not null,
  "priority" text default 'normal' not null,
  "due_at" timestamp with time zone,
  "done_at" timestamp with time zone,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "call" (
  "id" uuid not null,
  "title" text collate "zh-x-icu",
  "customer" uuid,
  "about" text collate "C",
  "direction" text default 'out' not null,
  "outcome" text,
  "phone" text collate "C",
  "at" timestamp with time zone,
  "duration" integer,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "meeting" (
  "id" uuid not null,
  "title" text collate "zh-x-icu",
  "customer" uuid,
  "about" text collate "C",
  "starts_at" timestamp with time zone,
  "ends_at" timestamp with time zone,
  "place" text collate "zh-x-icu",
  "people" uuid[],
  "guests" uuid[],
  "status" text default 'planned' not null,
  "note" text,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "note" (
  "id" uuid not null,
  "title" text collate "zh-x-icu",
  "customer" uuid,
  "about" text collate "C",
  "text" text,
  "pinned" boolean default 'false',
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "mail" (
  "id" uuid not null,
  "subject" text collate "zh-x-icu",
  "customer" uuid,
  "about" text collate "C",
  "direction" text default 'out' not null,
  "from" text collate "C",
  "to" jsonb,
  "cc" jsonb,
  "text" text,
  "at" timestamp with time zone,
  "message_id" text collate "C",
  "campaign" uuid,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "organisation" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "currency" text collate "C" default 'EUR' not null,
  "country" text collate "zh-x-icu",
  "language" text default 'en' not null,
  "timezone" text collate "zh-x-icu",
  "lapse_days" integer default '180' not null,
  "cost_share" double precision default '60' not null,
  "sample" boolean,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "user" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "email" text collate "C",
  "roles" uuid[],
  "teams" uuid[],
  "status" text default 'invited' not null,
  "language" text default 'en' not null,
  "timezone" text collate "zh-x-icu",
  "phone" text collate "C",
  "job_title" text collate "zh-x-icu",
  "settings" jsonb,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "team" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "manager" uuid,
  "description" text,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "role" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "code" text collate "C",
  "description" text,
  "grants" jsonb,
  "abilities" text[],
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "view" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "object" text collate "C",
  "layout" text default 'list' not null,
  "sharing" text default 'private' not null,
  "settings" jsonb,
  "position" double precision,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "file" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "about" text collate "C",
  "size" double precision,
  "type" text collate "C",
  "sha256" text collate "C",
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "tag" (
  "id" uuid not null,
  "name" text collate "zh-x-icu",
  "colour" text default 'gray' not null,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  "search" text[],
  primary key (id)
);

create table "comment" (
  "id" uuid not null,
  "about" text collate "C",
  "text" text,
  "mentions" uuid[],
  "answers" uuid,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

create table "notification" (
  "id" uuid not null,
  "text" text collate "zh-x-icu",
  "about" text collate "C",
  "kind" text collate "C",
  "read_at" timestamp with time zone,
  "owner" uuid,
  "created_at" timestamp with time zone not null,
  "created_by" uuid,
  "updated_at" timestamp with time zone not null,
  "version" integer not null,
  "deleted_at" timestamp with time zone,
  primary key (id)
);

alter table "price" add constraint "part_price" foreign key ("price_list") references "price_list" (id) on delete cascade;

alter table "deal_line" add constraint "part_deal_line" foreign key ("deal") references "deal" (id) on delete cascade;

alter table "quote_line" add constraint "part_quote_line" foreign key ("quote") references "quote" (id) on delete cascade;

alter table "order_line" add constraint "part_order_line" foreign key ("order") references "order" (id) on delete cascade;

alter table "stage" add constraint "part_stage" foreign key ("pipeline") references "pipeline" (id) on delete cascade;

alter table "message" add constraint "part_message" foreign key ("ticket") references "ticket" (id) on delete cascade;

alter table "return_line" add constraint "part_return_line" foreign key ("return") references "return" (id) on delete cascade;

alter table "campaign_contact" add constraint "part_campaign_contact" foreign key ("campaign") references "campaign" (id) on delete cascade;

alter table "question" add constraint "part_question" foreign key ("survey") references "survey" (id) on delete cascade;

alter table "answer" add constraint "part_answer" foreign key ("question") references "question" (id) on delete cascade;

create index "ix_customer_deleted_at_291580ee" on "customer" (deleted_at, id) where deleted_at is not null;

create index "ix_customer_name_9a6e6be8" on "customer" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_customer_name_7010e87f" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "customer";

create index "ix_customer_employer_cfc9805f" on "customer" ("employer", id);

create index "ix_customer_emails_50a1bb42" on "customer" ((("emails" -> 0 ->> 'value') collate "C"), id) where deleted_at is null;

create index "ix_customer_emails_815ea95b" on "customer" using gin ("emails" jsonb_path_ops) where jsonb_array_length("emails") > 1;

create statistics "is_customer_emails_c461a9e6" on ((("emails" -> 0 ->> 'value') collate "C")) from "customer";

create index "ix_customer_phones_3507abf7" on "customer" ((("phones" -> 0 ->> 'value') collate "C"), id) where deleted_at is null;

create index "ix_customer_phones_da472e6e" on "customer" using gin ("phones" jsonb_path_ops) where jsonb_array_length("phones") > 1;

create statistics "is_customer_phones_c1f3d465" on ((("phones" -> 0 ->> 'value') collate "C")) from "customer";

create index "ix_customer_country_1fdb245d" on "customer" ((lower("country" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_customer_country_027763d9" on ((lower("country" collate "und-x-icu") collate "zh-x-icu")) from "customer";

create index "ix_customer_lifecycle_c977c446" on "customer" ("lifecycle", id) where deleted_at is null;

create index "ix_customer_source_576d5880" on "customer" ((lower("source" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_customer_source_9fb9b9c5" on ((lower("source" collate "und-x-icu") collate "zh-x-icu")) from "customer";

create unique index "ix_customer_external_id_8f4b95e4" on "customer" ((lower("external_id" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_customer_external_id_cc979009" on ((lower("external_id" collate "und-x-icu") collate "C")) from "customer";

create index "ix_customer_tags_987041d1" on "customer" using gin ("tags");

create index "ix_customer_last_order_at_017bb8a1" on "customer" ("last_order_at", id) where deleted_at is null;

create index "ix_customer_orders_cf19c005" on "customer" ("orders", id) where deleted_at is null;

create index "ix_customer_revenue_1298bee8" on "customer" ("revenue", id) where deleted_at is null;

create index "ix_customer_value_ee1612f3" on "customer" ("value", id) where deleted_at is null;

create index "ix_customer_owner_7974b7c4" on "customer" ("owner", id);

create index "ix_customer_created_at_987c260e" on "customer" ("created_at", id) where deleted_at is null;

create index "ix_customer_created_by_6814efc7" on "customer" ("created_by", id);

create index "ix_customer_updated_at_93e6e7e4" on "customer" ("updated_at", id) where deleted_at is null;

create index "ix_customer_search_d9b9ef04" on "customer" using gin (search);

create index "ix_relationship_deleted_at_a62c96a4" on "relationship" (deleted_at, id) where deleted_at is not null;

create index "ix_relationship_role_358c647d" on "relationship" ((lower("role" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_relationship_role_2b1b5452" on ((lower("role" collate "und-x-icu") collate "zh-x-icu")) from "relationship";

create index "ix_relationship_from_783fe6d9" on "relationship" ("from", id);

create index "ix_relationship_to_78fdc982" on "relationship" ("to", id);

create index "ix_relationship_owner_773e2214" on "relationship" ("owner", id);

create index "ix_relationship_created_at_b7737ef5" on "relationship" ("created_at", id) where deleted_at is null;

create index "ix_relationship_created_by_e97dae36" on "relationship" ("created_by", id);

create index "ix_relationship_updated_at_d05c505b" on "relationship" ("updated_at", id) where deleted_at is null;

create index "ix_consent_deleted_at_c22529e6" on "consent" (deleted_at, id) where deleted_at is not null;

create index "ix_consent_customer_8eb831d8" on "consent" ("customer", "at", id);

create index "ix_consent_purpose_6dd978f4" on "consent" ("purpose", id) where deleted_at is null;

create index "ix_consent_at_5c1c9d6a" on "consent" ("at", id) where deleted_at is null;

create index "ix_consent_owner_a7ab7948" on "consent" ("owner", id);

create index "ix_consent_created_at_bb424679" on "consent" ("created_at", id) where deleted_at is null;

create index "ix_consent_created_by_5ab1aa80" on "consent" ("created_by", id);

create index "ix_consent_updated_at_ef05e663" on "consent" ("updated_at", id) where deleted_at is null;

create index "ix_review_deleted_at_a2b1c2db" on "review" (deleted_at, id) where deleted_at is not null;

create index "ix_review_customer_3f6802dd" on "review" ("customer", "at", id);

create index "ix_review_product_89ab914f" on "review" ("product", id);

create index "ix_review_order_de9b148f" on "review" ("order", id);

create index "ix_review_rating_79d54107" on "review" ("rating", id) where deleted_at is null;

create index "ix_review_at_fa080888" on "review" ("at", id) where deleted_at is null;

create index "ix_review_owner_55475cc2" on "review" ("owner", id);

create index "ix_review_created_at_8e082b34" on "review" ("created_at", id) where deleted_at is null;

create index "ix_review_created_by_bf034e03" on "review" ("created_by", id);

create index "ix_review_updated_at_ea350639" on "review" ("updated_at", id) where deleted_at is null;

create index "ix_review_search_efe37ae1" on "review" using gin (search);

create index "ix_product_deleted_at_970ce3cf" on "product" (deleted_at, id) where deleted_at is not null;

create index "ix_product_name_e389e23b" on "product" ((left(lower("name" collate "und-x-icu"), 300) collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_product_name_176d82c0" on ((left(lower("name" collate "und-x-icu"), 300) collate "zh-x-icu")) from "product";

create unique index "ix_product_code_fdb84012" on "product" ((lower("code" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_product_code_eb0d3092" on ((lower("code" collate "und-x-icu") collate "C")) from "product";

create index "ix_product_kind_75e4906a" on "product" ("kind", id) where deleted_at is null;

create index "ix_product_category_3a73875a" on "product" ("category", id);

create index "ix_product_status_acaf79ba" on "product" ("status", id) where deleted_at is null;

create index "ix_product_price_bca25dab" on "product" ("price", id) where deleted_at is null;

create index "ix_product_stock_72dfe52f" on "product" ("stock", id) where deleted_at is null;

create index "ix_product_brand_54afc22b" on "product" ((lower("brand" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_product_brand_d4708678" on ((lower("brand" collate "und-x-icu") collate "zh-x-icu")) from "product";

create index "ix_product_tags_44eb0a60" on "product" using gin ("tags");

create index "ix_product_created_at_fe9aa266" on "product" ("created_at", id) where deleted_at is null;

create index "ix_product_created_by_61c9ade2" on "product" ("created_by", id);

create index "ix_product_updated_at_2f994621" on "product" ("updated_at", id) where deleted_at is null;

create index "ix_product_search_8526d499" on "product" using gin (search);

create index "ix_category_deleted_at_3910f6ba" on "category" (deleted_at, id) where deleted_at is not null;

create index "ix_category_name_eda29d57" on "category" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_category_name_c2b91b66" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "category";

create index "ix_category_parent_43dd826a" on "category" ("parent", id);

create index "ix_category_created_at_c0932810" on "category" ("created_at", id) where deleted_at is null;

create index "ix_category_created_by_ad3b1ea3" on "category" ("created_by", id);

create index "ix_category_updated_at_7b2d40dc" on "category" ("updated_at", id) where deleted_at is null;

create index "ix_category_search_6c50d2fc" on "category" using gin (search);

create index "ix_price_list_deleted_at_995d5a2b" on "price_list" (deleted_at, id) where deleted_at is not null;

create index "ix_price_list_name_a18e7c23" on "price_list" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_price_list_name_9d961565" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "price_list";

create index "ix_price_list_created_at_e1e1b88d" on "price_list" ("created_at", id) where deleted_at is null;

create index "ix_price_list_created_by_0f94769f" on "price_list" ("created_by", id);

create index "ix_price_list_updated_at_dd010999" on "price_list" ("updated_at", id) where deleted_at is null;

create index "ix_price_list_search_d4c7720e" on "price_list" using gin (search);

create index "ix_price_deleted_at_06e42690" on "price" (deleted_at, id) where deleted_at is not null;

create index "ix_price_price_list_2d5a9642" on "price" ("price_list", id);

create index "ix_price_product_be9ce47e" on "price" ("product", id);

create index "ix_price_created_at_7e82d83a" on "price" ("created_at", id) where deleted_at is null;

create index "ix_price_created_by_3b22f2da" on "price" ("created_by", id);

create index "ix_price_updated_at_5296b0bb" on "price" ("updated_at", id) where deleted_at is null;

create index "ix_deal_deleted_at_27a58d8d" on "deal" (deleted_at, id) where deleted_at is not null;

create index "ix_deal_name_aedf1893" on "deal" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_deal_name_075da35b" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "deal";

create index "ix_deal_customer_e3b71eeb" on "deal" ("customer", "created_at", id);

create index "ix_deal_contact_76db351c" on "deal" ("contact", id);

create index "ix_deal_pipeline_0650407b" on "deal" ("pipeline", id);

create index "ix_deal_stage_b5ab5518" on "deal" ("stage", id);

create index "ix_deal_status_ed8d337b" on "deal" ("status", id) where deleted_at is null;

create index "ix_deal_amount_6bc3b88b" on "deal" ("amount", id) where deleted_at is null;

create index "ix_deal_expected_on_3f305e04" on "deal" ("expected_on", id) where deleted_at is null;

create index "ix_deal_closed_at_e34dad1f" on "deal" ("closed_at", id) where deleted_at is null;

create index "ix_deal_next_step_on_8f33be5d" on "deal" ("next_step_on", id) where deleted_at is null;

create index "ix_deal_campaign_0c814e81" on "deal" ("campaign", id);

create index "ix_deal_tags_a24867e0" on "deal" using gin ("tags");

create index "ix_deal_owner_ec830dc4" on "deal" ("owner", id);

create index "ix_deal_created_at_e1c30e10" on "deal" ("created_at", id) where deleted_at is null;

create index "ix_deal_created_by_94d67cd2" on "deal" ("created_by", id);

create index "ix_deal_updated_at_bea30b27" on "deal" ("updated_at", id) where deleted_at is null;

create index "ix_deal_search_e9962e04" on "deal" using gin (search);

create index "ix_deal_line_deleted_at_8cb8dcce" on "deal_line" (deleted_at, id) where deleted_at is not null;

create index "ix_deal_line_deal_96fa11ff" on "deal_line" ("deal", id);

create index "ix_deal_line_product_7a0a6021" on "deal_line" ("product", id);

create index "ix_deal_line_created_at_58e6d3c8" on "deal_line" ("created_at", id) where deleted_at is null;

create index "ix_deal_line_created_by_e182dcb8" on "deal_line" ("created_by", id);

create index "ix_deal_line_updated_at_3f140d93" on "deal_line" ("updated_at", id) where deleted_at is null;

create index "ix_quote_deleted_at_3651e2bb" on "quote" (deleted_at, id) where deleted_at is not null;

create unique index "ix_quote_number_0369c88f" on "quote" ((lower("number" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_quote_number_f17882f2" on ((lower("number" collate "und-x-icu") collate "C")) from "quote";

create index "ix_quote_customer_55331868" on "quote" ("customer", "created_at", id);

create index "ix_quote_deal_64d647d0" on "quote" ("deal", id);

create index "ix_quote_status_7352e357" on "quote" ("status", id) where deleted_at is null;

create index "ix_quote_price_list_cfa790f6" on "quote" ("price_list", id);

create index "ix_quote_total_78d0e84d" on "quote" ("total", id) where deleted_at is null;

create index "ix_quote_quoted_on_abda8b45" on "quote" ("quoted_on", id) where deleted_at is null;

create index "ix_quote_valid_until_fa88a785" on "quote" ("valid_until", id) where deleted_at is null;

create index "ix_quote_owner_63b4582a" on "quote" ("owner", id);

create index "ix_quote_created_at_0340063c" on "quote" ("created_at", id) where deleted_at is null;

create index "ix_quote_created_by_8ef24d27" on "quote" ("created_by", id);

create index "ix_quote_updated_at_d4f90cb3" on "quote" ("updated_at", id) where deleted_at is null;

create index "ix_quote_search_e7f7f6fe" on "quote" using gin (search);

create index "ix_quote_line_deleted_at_f72e0786" on "quote_line" (deleted_at, id) where deleted_at is not null;

create index "ix_quote_line_quote_6e97f548" on "quote_line" ("quote", id);

create index "ix_quote_line_product_2262827c" on "quote_line" ("product", id);

create index "ix_quote_line_created_at_e3f6e8b7" on "quote_line" ("created_at", id) where deleted_at is null;

create index "ix_quote_line_created_by_6b9cf876" on "quote_line" ("created_by", id);

create index "ix_quote_line_updated_at_abcdeb15" on "quote_line" ("updated_at", id) where deleted_at is null;

create index "ix_order_deleted_at_0bb884d1" on "order" (deleted_at, id) where deleted_at is not null;

create unique index "ix_order_number_de27d5d7" on "order" ((lower("number" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_order_number_85a6d964" on ((lower("number" collate "und-x-icu") collate "C")) from "order";

create index "ix_order_customer_ae7dd131" on "order" ("customer", "placed_at", id);

create index "ix_order_quote_be6bc832" on "order" ("quote", id);

create index "ix_order_deal_a7219504" on "order" ("deal", id);

create index "ix_order_campaign_4a6993cf" on "order" ("campaign", id);

create index "ix_order_status_015c2493" on "order" ("status", id) where deleted_at is null;

create index "ix_order_placed_at_1b3fe36a" on "order" ("placed_at", id) where deleted_at is null;

create index "ix_order_channel_0770eb12" on "order" ((lower("channel" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_order_channel_bb2ab894" on ((lower("channel" collate "und-x-icu") collate "zh-x-icu")) from "order";

create index "ix_order_total_12860896" on "order" ("total", id) where deleted_at is null;

create index "ix_order_owner_4105ff05" on "order" ("owner", id);

create index "ix_order_created_at_07d30aaa" on "order" ("created_at", id) where deleted_at is null;

create index "ix_order_created_by_4e8069e2" on "order" ("created_by", id);

create index "ix_order_updated_at_72ba9495" on "order" ("updated_at", id) where deleted_at is null;

create index "ix_order_search_86b60197" on "order" using gin (search);

create index "ix_order_line_deleted_at_2f091649" on "order_line" (deleted_at, id) where deleted_at is not null;

create index "ix_order_line_order_c6739bcc" on "order_line" ("order", id);

create index "ix_order_line_product_43d066fc" on "order_line" ("product", id);

create index "ix_order_line_created_at_f6e53238" on "order_line" ("created_at", id) where deleted_at is null;

create index "ix_order_line_created_by_4ae5efc4" on "order_line" ("created_by", id);

create index "ix_order_line_updated_at_61bb655f" on "order_line" ("updated_at", id) where deleted_at is null;

create index "ix_target_deleted_at_0319e829" on "target" (deleted_at, id) where deleted_at is not null;

create index "ix_target_name_cf0e1867" on "target" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_target_name_6c595c90" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "target";

create index "ix_target_person_c8803d4a" on "target" ("person", id);

create index "ix_target_team_4e6de09a" on "target" ("team", id);

create index "ix_target_product_81621c71" on "target" ("product", id);

create index "ix_target_from_be654423" on "target" ("from", id) where deleted_at is null;

create index "ix_target_owner_7470c335" on "target" ("owner", id);

create index "ix_target_created_at_0e222f87" on "target" ("created_at", id) where deleted_at is null;

create index "ix_target_created_by_4df93313" on "target" ("created_by", id);

create index "ix_target_updated_at_ced7e284" on "target" ("updated_at", id) where deleted_at is null;

create index "ix_target_search_4d172882" on "target" using gin (search);

create index "ix_pipeline_deleted_at_dfe7622f" on "pipeline" (deleted_at, id) where deleted_at is not null;

create index "ix_pipeline_name_d0503101" on "pipeline" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_pipeline_name_16113d95" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "pipeline";

create index "ix_pipeline_created_at_5ab757da" on "pipeline" ("created_at", id) where deleted_at is null;

create index "ix_pipeline_created_by_67fe04c0" on "pipeline" ("created_by", id);

create index "ix_pipeline_updated_at_88badb9d" on "pipeline" ("updated_at", id) where deleted_at is null;

create index "ix_stage_deleted_at_b78dd06b" on "stage" (deleted_at, id) where deleted_at is not null;

create index "ix_stage_pipeline_e5293a96" on "stage" ("pipeline", id);

create index "ix_stage_position_939d4d0b" on "stage" ("position", id) where deleted_at is null;

create index "ix_stage_created_at_e9dd6347" on "stage" ("created_at", id) where deleted_at is null;

create index "ix_stage_created_by_b071f1a2" on "stage" ("created_by", id);

create index "ix_stage_updated_at_905ebc0c" on "stage" ("updated_at", id) where deleted_at is null;

create index "ix_ticket_deleted_at_203ce7b9" on "ticket" (deleted_at, id) where deleted_at is not null;

create unique index "ix_ticket_number_03477097" on "ticket" ((lower("number" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_ticket_number_9ffbaaaa" on ((lower("number" collate "und-x-icu") collate "C")) from "ticket";

create index "ix_ticket_subject_4f6a26b5" on "ticket" ((left(lower("subject" collate "und-x-icu"), 300) collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_ticket_subject_41b598ad" on ((left(lower("subject" collate "und-x-icu"), 300) collate "zh-x-icu")) from "ticket";

create index "ix_ticket_customer_8a5355b6" on "ticket" ("customer", "created_at", id);

create index "ix_ticket_kind_ed8495ce" on "ticket" ("kind", id) where deleted_at is null;

create index "ix_ticket_status_026a13fe" on "ticket" ("status", id) where deleted_at is null;

create index "ix_ticket_priority_19df233e" on "ticket" ("priority", id) where deleted_at is null;

create index "ix_ticket_order_ff7a50dc" on "ticket" ("order", id);

create index "ix_ticket_product_99962711" on "ticket" ("product", id);

create index "ix_ticket_due_at_6f889a81" on "ticket" ("due_at", id) where deleted_at is null;

create index "ix_ticket_resolved_at_3dcff602" on "ticket" ("resolved_at", id) where deleted_at is null;

create index "ix_ticket_tags_634e4356" on "ticket" using gin ("tags");

create index "ix_ticket_owner_cc72746b" on "ticket" ("owner", id);

create index "ix_ticket_created_at_bd889c78" on "ticket" ("created_at", id) where deleted_at is null;

create index "ix_ticket_created_by_bd54f797" on "ticket" ("created_by", id);

create index "ix_ticket_updated_at_1309d573" on "ticket" ("updated_at", id) where deleted_at is null;

create index "ix_ticket_search_cfa8d937" on "ticket" using gin (search);

create index "ix_message_deleted_at_4db5f5cd" on "message" (deleted_at, id) where deleted_at is not null;

create index "ix_message_ticket_a799619d" on "message" ("ticket", id);

create index "ix_message_at_f27728c3" on "message" ("at", id) where deleted_at is null;

create index "ix_message_created_at_a69e14e5" on "message" ("created_at", id) where deleted_at is null;

create index "ix_message_created_by_e82cd77b" on "message" ("created_by", id);

create index "ix_message_updated_at_8f41cc05" on "message" ("updated_at", id) where deleted_at is null;

create index "ix_return_deleted_at_adc64d02" on "return" (deleted_at, id) where deleted_at is not null;

create unique index "ix_return_number_8a9d4149" on "return" ((lower("number" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_return_number_7cf5f0cd" on ((lower("number" collate "und-x-icu") collate "C")) from "return";

create index "ix_return_customer_1ecfbfb3" on "return" ("customer", "returned_at", id);

create index "ix_return_order_801e3274" on "return" ("order", id);

create index "ix_return_ticket_a81953b8" on "return" ("ticket", id);

create index "ix_return_status_b5112e4d" on "return" ("status", id) where deleted_at is null;

create index "ix_return_returned_at_29ccb047" on "return" ("returned_at", id) where deleted_at is null;

create index "ix_return_total_9ab7c697" on "return" ("total", id) where deleted_at is null;

create index "ix_return_owner_b979d595" on "return" ("owner", id);

create index "ix_return_created_at_83b7ddab" on "return" ("created_at", id) where deleted_at is null;

create index "ix_return_created_by_aa3ac778" on "return" ("created_by", id);

create index "ix_return_updated_at_69fdc922" on "return" ("updated_at", id) where deleted_at is null;

create index "ix_return_search_8d340926" on "return" using gin (search);

create index "ix_return_line_deleted_at_10c8557f" on "return_line" (deleted_at, id) where deleted_at is not null;

create index "ix_return_line_return_a8e0b470" on "return_line" ("return", id);

create index "ix_return_line_order_line_4abfaf8c" on "return_line" ("order_line", id);

create index "ix_return_line_product_67710102" on "return_line" ("product", id);

create index "ix_return_line_created_at_d4f67294" on "return_line" ("created_at", id) where deleted_at is null;

create index "ix_return_line_created_by_19b08113" on "return_line" ("created_by", id);

create index "ix_return_line_updated_at_4599e633" on "return_line" ("updated_at", id) where deleted_at is null;

create index "ix_refund_deleted_at_18a0b09d" on "refund" (deleted_at, id) where deleted_at is not null;

create unique index "ix_refund_number_b115c19b" on "refund" ((lower("number" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_refund_number_e4629d01" on ((lower("number" collate "und-x-icu") collate "C")) from "refund";

create index "ix_refund_customer_ac87c274" on "refund" ("customer", "created_at", id);

create index "ix_refund_order_9dcdd305" on "refund" ("order", id);

create index "ix_refund_return_a3ed8fcb" on "refund" ("return", id);

create index "ix_refund_ticket_19bfbfb0" on "refund" ("ticket", id);

create index "ix_refund_amount_524b36f3" on "refund" ("amount", id) where deleted_at is null;

create index "ix_refund_status_b628cdf6" on "refund" ("status", id) where deleted_at is null;

create index "ix_refund_paid_at_bbae0bf8" on "refund" ("paid_at", id) where deleted_at is null;

create index "ix_refund_owner_fa12dcb8" on "refund" ("owner", id);

create index "ix_refund_created_at_f2564c33" on "refund" ("created_at", id) where deleted_at is null;

create index "ix_refund_created_by_68727c53" on "refund" ("created_by", id);

create index "ix_refund_updated_at_d5a3f389" on "refund" ("updated_at", id) where deleted_at is null;

create index "ix_refund_search_1e31084f" on "refund" using gin (search);

create index "ix_article_deleted_at_c7aeb71e" on "article" (deleted_at, id) where deleted_at is not null;

create index "ix_article_title_9a8228f8" on "article" ((lower("title" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_article_title_266f453a" on ((lower("title" collate "und-x-icu") collate "zh-x-icu")) from "article";

create index "ix_article_status_0249b1bc" on "article" ("status", id) where deleted_at is null;

create index "ix_article_product_09c923a3" on "article" ("product", id);

create index "ix_article_tags_12c6a569" on "article" using gin ("tags");

create index "ix_article_owner_9d72fcb2" on "article" ("owner", id);

create index "ix_article_created_at_68ec960e" on "article" ("created_at", id) where deleted_at is null;

create index "ix_article_created_by_ee018102" on "article" ("created_by", id);

create index "ix_article_updated_at_20a974cf" on "article" ("updated_at", id) where deleted_at is null;

create index "ix_article_search_2e6865c7" on "article" using gin (search);

create index "ix_campaign_deleted_at_51d4bb4b" on "campaign" (deleted_at, id) where deleted_at is not null;

create index "ix_campaign_name_56212cb6" on "campaign" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_campaign_name_ce9db23c" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "campaign";

create index "ix_campaign_kind_107c0639" on "campaign" ("kind", id) where deleted_at is null;

create index "ix_campaign_status_94c454cc" on "campaign" ("status", id) where deleted_at is null;

create index "ix_campaign_segment_367e67a1" on "campaign" ("segment", id);

create index "ix_campaign_starts_at_55e282f7" on "campaign" ("starts_at", id) where deleted_at is null;

create index "ix_campaign_owner_1414345f" on "campaign" ("owner", id);

create index "ix_campaign_created_at_a92932bf" on "campaign" ("created_at", id) where deleted_at is null;

create index "ix_campaign_created_by_fa24d2cb" on "campaign" ("created_by", id);

create index "ix_campaign_updated_at_2d73fd5c" on "campaign" ("updated_at", id) where deleted_at is null;

create index "ix_campaign_search_42875d94" on "campaign" using gin (search);

create index "ix_campaign_contact_deleted_at_96c4da19" on "campaign_contact" (deleted_at, id) where deleted_at is not null;

create index "ix_campaign_contact_campaign_0bde482f" on "campaign_contact" ("campaign", id);

create index "ix_campaign_contact_customer_9c6ccac2" on "campaign_contact" ("customer", "at", id);

create index "ix_campaign_contact_at_9da39f83" on "campaign_contact" ("at", id) where deleted_at is null;

create index "ix_campaign_contact_created_at_86f42f23" on "campaign_contact" ("created_at", id) where deleted_at is null;

create index "ix_campaign_contact_created_by_308171fd" on "campaign_contact" ("created_by", id);

create index "ix_campaign_contact_updated_at_ebdc0390" on "campaign_contact" ("updated_at", id) where deleted_at is null;

create index "ix_segment_deleted_at_93634d0b" on "segment" (deleted_at, id) where deleted_at is not null;

create index "ix_segment_name_d78a908a" on "segment" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_segment_name_9e8a03ff" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "segment";

create index "ix_segment_members_9ad4cc7d" on "segment" using gin ("members");

create index "ix_segment_owner_71f22e0c" on "segment" ("owner", id);

create index "ix_segment_created_at_7931439c" on "segment" ("created_at", id) where deleted_at is null;

create index "ix_segment_created_by_b995daa0" on "segment" ("created_by", id);

create index "ix_segment_updated_at_403b14c4" on "segment" ("updated_at", id) where deleted_at is null;

create index "ix_segment_search_122aef56" on "segment" using gin (search);

create index "ix_promotion_deleted_at_a0b32acd" on "promotion" (deleted_at, id) where deleted_at is not null;

create index "ix_promotion_name_b03990ed" on "promotion" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_promotion_name_fd872a34" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "promotion";

create unique index "ix_promotion_code_9832a825" on "promotion" ((lower("code" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_promotion_code_7c7f33da" on ((lower("code" collate "und-x-icu") collate "C")) from "promotion";

create index "ix_promotion_campaign_6d1d83bb" on "promotion" ("campaign", id);

create index "ix_promotion_products_95a3443d" on "promotion" using gin ("products");

create index "ix_promotion_from_7e24b396" on "promotion" ("from", id) where deleted_at is null;

create index "ix_promotion_owner_0563bfbc" on "promotion" ("owner", id);

create index "ix_promotion_created_at_e6f33d2f" on "promotion" ("created_at", id) where deleted_at is null;

create index "ix_promotion_created_by_9cc7ba8b" on "promotion" ("created_by", id);

create index "ix_promotion_updated_at_1fc1ab24" on "promotion" ("updated_at", id) where deleted_at is null;

create index "ix_promotion_search_264c2122" on "promotion" using gin (search);

create index "ix_form_deleted_at_bf5e80a6" on "form" (deleted_at, id) where deleted_at is not null;

create index "ix_form_name_fc465497" on "form" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_form_name_604485c2" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "form";

create index "ix_form_campaign_1dcfcbce" on "form" ("campaign", id);

create index "ix_form_owner_ec2e9030" on "form" ("owner", id);

create index "ix_form_created_at_e0f147c5" on "form" ("created_at", id) where deleted_at is null;

create index "ix_form_created_by_b50b5280" on "form" ("created_by", id);

create index "ix_form_updated_at_7ea4eb83" on "form" ("updated_at", id) where deleted_at is null;

create index "ix_form_search_59235659" on "form" using gin (search);

create index "ix_survey_deleted_at_7583b060" on "survey" (deleted_at, id) where deleted_at is not null;

create index "ix_survey_name_ae1d3545" on "survey" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_survey_name_8b51e606" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "survey";

create index "ix_survey_campaign_d8019885" on "survey" ("campaign", id);

create index "ix_survey_status_6968694f" on "survey" ("status", id) where deleted_at is null;

create index "ix_survey_owner_93c886a4" on "survey" ("owner", id);

create index "ix_survey_created_at_e0d06ce5" on "survey" ("created_at", id) where deleted_at is null;

create index "ix_survey_created_by_4acbecaa" on "survey" ("created_by", id);

create index "ix_survey_updated_at_596283a2" on "survey" ("updated_at", id) where deleted_at is null;

create index "ix_survey_search_90f57445" on "survey" using gin (search);

create index "ix_question_deleted_at_de6c918a" on "question" (deleted_at, id) where deleted_at is not null;

create index "ix_question_survey_a4171f48" on "question" ("survey", id);

create index "ix_question_position_b7f28d03" on "question" ("position", id) where deleted_at is null;

create index "ix_question_created_at_6b7dcd4f" on "question" ("created_at", id) where deleted_at is null;

create index "ix_question_created_by_caf8e9c2" on "question" ("created_by", id);

create index "ix_question_updated_at_85a7e5ad" on "question" ("updated_at", id) where deleted_at is null;

create index "ix_answer_deleted_at_e2d63e41" on "answer" (deleted_at, id) where deleted_at is not null;

create index "ix_answer_question_79b02094" on "answer" ("question", id);

create index "ix_answer_customer_51d4e8c6" on "answer" ("customer", "at", id);

create index "ix_answer_at_ae22e6d2" on "answer" ("at", id) where deleted_at is null;

create index "ix_answer_created_at_b8747e87" on "answer" ("created_at", id) where deleted_at is null;

create index "ix_answer_created_by_ba0401d7" on "answer" ("created_by", id);

create index "ix_answer_updated_at_1c4e0fe8" on "answer" ("updated_at", id) where deleted_at is null;

create index "ix_task_deleted_at_b1068b91" on "task" (deleted_at, id) where deleted_at is not null;

create index "ix_task_title_f11c451e" on "task" ((left(lower("title" collate "und-x-icu"), 300) collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_task_title_d4d8c653" on ((left(lower("title" collate "und-x-icu"), 300) collate "zh-x-icu")) from "task";

create index "ix_task_customer_b99e89de" on "task" ("customer", "due_at", id);

create index "ix_task_about_6da624d7" on "task" ("about", "due_at", id);

create index "ix_task_status_bd81010c" on "task" ("status", id) where deleted_at is null;

create index "ix_task_due_at_7ac89f09" on "task" ("due_at", id) where deleted_at is null;

create index "ix_task_owner_8b02e5ac" on "task" ("owner", id);

create index "ix_task_created_at_119826bf" on "task" ("created_at", id) where deleted_at is null;

create index "ix_task_created_by_460daa26" on "task" ("created_by", id);

create index "ix_task_updated_at_c00d2cfe" on "task" ("updated_at", id) where deleted_at is null;

create index "ix_task_search_fcb9216b" on "task" using gin (search);

create index "ix_call_deleted_at_fba9586d" on "call" (deleted_at, id) where deleted_at is not null;

create index "ix_call_title_5e75b7a9" on "call" ((left(lower("title" collate "und-x-icu"), 300) collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_call_title_8817b1f4" on ((left(lower("title" collate "und-x-icu"), 300) collate "zh-x-icu")) from "call";

create index "ix_call_customer_3084ef4f" on "call" ("customer", "at", id);

create index "ix_call_about_f1b2e66e" on "call" ("about", "at", id);

create index "ix_call_at_30fddc95" on "call" ("at", id) where deleted_at is null;

create index "ix_call_owner_c2050f5b" on "call" ("owner", id);

create index "ix_call_created_at_c8c87c1a" on "call" ("created_at", id) where deleted_at is null;

create index "ix_call_created_by_1410a3f3" on "call" ("created_by", id);

create index "ix_call_updated_at_705cd19b" on "call" ("updated_at", id) where deleted_at is null;

create index "ix_call_search_c715cc64" on "call" using gin (search);

create index "ix_meeting_deleted_at_3ee68161" on "meeting" (deleted_at, id) where deleted_at is not null;

create index "ix_meeting_title_996997d7" on "meeting" ((left(lower("title" collate "und-x-icu"), 300) collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_meeting_title_1e2cab16" on ((left(lower("title" collate "und-x-icu"), 300) collate "zh-x-icu")) from "meeting";

create index "ix_meeting_customer_8e79ae09" on "meeting" ("customer", "starts_at", id);

create index "ix_meeting_about_81124d7a" on "meeting" ("about", "starts_at", id);

create index "ix_meeting_starts_at_5ebdcaee" on "meeting" ("starts_at", id) where deleted_at is null;

create index "ix_meeting_people_be8f3274" on "meeting" using gin ("people");

create index "ix_meeting_guests_cd8168d8" on "meeting" using gin ("guests");

create index "ix_meeting_owner_6839e444" on "meeting" ("owner", id);

create index "ix_meeting_created_at_c0a1867a" on "meeting" ("created_at", id) where deleted_at is null;

create index "ix_meeting_created_by_a3cbc6bf" on "meeting" ("created_by", id);

create index "ix_meeting_updated_at_f9a8c4a9" on "meeting" ("updated_at", id) where deleted_at is null;

create index "ix_meeting_search_133635f5" on "meeting" using gin (search);

create index "ix_note_deleted_at_af66a735" on "note" (deleted_at, id) where deleted_at is not null;

create index "ix_note_title_83141c5e" on "note" ((lower("title" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_note_title_dbb0bf3d" on ((lower("title" collate "und-x-icu") collate "zh-x-icu")) from "note";

create index "ix_note_customer_d60a9756" on "note" ("customer", "created_at", id);

create index "ix_note_about_20917a67" on "note" ("about", "created_at", id);

create index "ix_note_owner_42c920f7" on "note" ("owner", id);

create index "ix_note_created_at_bacbe47a" on "note" ("created_at", id) where deleted_at is null;

create index "ix_note_created_by_64a9d26c" on "note" ("created_by", id);

create index "ix_note_updated_at_55bbd282" on "note" ("updated_at", id) where deleted_at is null;

create index "ix_note_search_ebb9987f" on "note" using gin (search);

create index "ix_mail_deleted_at_1205b4ac" on "mail" (deleted_at, id) where deleted_at is not null;

create index "ix_mail_subject_f98b5982" on "mail" ((left(lower("subject" collate "und-x-icu"), 300) collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_mail_subject_7b5c661c" on ((left(lower("subject" collate "und-x-icu"), 300) collate "zh-x-icu")) from "mail";

create index "ix_mail_customer_4c5cebb1" on "mail" ("customer", "at", id);

create index "ix_mail_about_3ca5b02d" on "mail" ("about", "at", id);

create index "ix_mail_at_3dcad0d8" on "mail" ("at", id) where deleted_at is null;

create unique index "ix_mail_message_id_eade118c" on "mail" ((left(lower("message_id" collate "und-x-icu"), 300) collate "C")) where deleted_at is null;

create statistics "is_mail_message_id_1cbeb661" on ((left(lower("message_id" collate "und-x-icu"), 300) collate "C")) from "mail";

create index "ix_mail_campaign_fea28407" on "mail" ("campaign", id);

create index "ix_mail_owner_eac59a62" on "mail" ("owner", id);

create index "ix_mail_created_at_ade80f2f" on "mail" ("created_at", id) where deleted_at is null;

create index "ix_mail_created_by_b7c9b7c8" on "mail" ("created_by", id);

create index "ix_mail_updated_at_cd62b05f" on "mail" ("updated_at", id) where deleted_at is null;

create index "ix_mail_search_4eec118c" on "mail" using gin (search);

create index "ix_organisation_deleted_at_6dd27eba" on "organisation" (deleted_at, id) where deleted_at is not null;

create index "ix_organisation_name_ab77dc7b" on "organisation" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_organisation_name_9afaa02d" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "organisation";

create index "ix_organisation_created_at_9ec0327e" on "organisation" ("created_at", id) where deleted_at is null;

create index "ix_organisation_created_by_ca64c3ab" on "organisation" ("created_by", id);

create index "ix_organisation_updated_at_cf8a87a1" on "organisation" ("updated_at", id) where deleted_at is null;

create index "ix_user_deleted_at_9680bcb7" on "user" (deleted_at, id) where deleted_at is not null;

create index "ix_user_name_7a95f2ad" on "user" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_user_name_5739caa7" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "user";

create unique index "ix_user_email_2684f744" on "user" ((lower("email" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_user_email_bc1f122d" on ((lower("email" collate "und-x-icu") collate "C")) from "user";

create index "ix_user_roles_45979a1e" on "user" using gin ("roles");

create index "ix_user_teams_c7d7eee1" on "user" using gin ("teams");

create index "ix_user_created_at_182c8f20" on "user" ("created_at", id) where deleted_at is null;

create index "ix_user_created_by_0c88f2d0" on "user" ("created_by", id);

create index "ix_user_updated_at_24454cfe" on "user" ("updated_at", id) where deleted_at is null;

create index "ix_user_search_6f53d4c3" on "user" using gin (search);

create index "ix_team_deleted_at_785c782a" on "team" (deleted_at, id) where deleted_at is not null;

create index "ix_team_name_60b07a99" on "team" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_team_name_77a901cf" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "team";

create index "ix_team_manager_67fa3f7d" on "team" ("manager", id);

create index "ix_team_created_at_e09d3ef1" on "team" ("created_at", id) where deleted_at is null;

create index "ix_team_created_by_cf6e2f18" on "team" ("created_by", id);

create index "ix_team_updated_at_b0173d41" on "team" ("updated_at", id) where deleted_at is null;

create index "ix_team_search_be479530" on "team" using gin (search);

create index "ix_role_deleted_at_09531eb5" on "role" (deleted_at, id) where deleted_at is not null;

create index "ix_role_name_7dac70c3" on "role" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_role_name_683c15c4" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "role";

create unique index "ix_role_code_828aed7e" on "role" ((lower("code" collate "und-x-icu") collate "C")) where deleted_at is null;

create statistics "is_role_code_cf744323" on ((lower("code" collate "und-x-icu") collate "C")) from "role";

create index "ix_role_created_at_e5489d94" on "role" ("created_at", id) where deleted_at is null;

create index "ix_role_created_by_97dd32a8" on "role" ("created_by", id);

create index "ix_role_updated_at_cab84638" on "role" ("updated_at", id) where deleted_at is null;

create index "ix_view_deleted_at_cdbf9d15" on "view" (deleted_at, id) where deleted_at is not null;

create index "ix_view_name_daedcca1" on "view" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_view_name_66a471be" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "view";

create index "ix_view_object_8e508bda" on "view" ((lower("object" collate "und-x-icu") collate "C"), id) where deleted_at is null;

create statistics "is_view_object_2f1c07d1" on ((lower("object" collate "und-x-icu") collate "C")) from "view";

create index "ix_view_owner_b4654624" on "view" ("owner", id);

create index "ix_view_created_at_65c0ff89" on "view" ("created_at", id) where deleted_at is null;

create index "ix_view_created_by_d761e15e" on "view" ("created_by", id);

create index "ix_view_updated_at_d9f10306" on "view" ("updated_at", id) where deleted_at is null;

create index "ix_file_deleted_at_81956e2b" on "file" (deleted_at, id) where deleted_at is not null;

create index "ix_file_name_00a92397" on "file" ((lower("name" collate "und-x-icu") collate "zh-x-icu"), id) where deleted_at is null;

create statistics "is_file_name_93554ff9" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "file";

create index "ix_file_about_45c2930d" on "file" ("about", "created_at", id);

create index "ix_file_owner_3fd1eebd" on "file" ("owner", id);

create index "ix_file_created_at_0fd8c72f" on "file" ("created_at", id) where deleted_at is null;

create index "ix_file_created_by_5ae3138b" on "file" ("created_by", id);

create index "ix_file_updated_at_53799e84" on "file" ("updated_at", id) where deleted_at is null;

create index "ix_file_search_9918dfdb" on "file" using gin (search);

create index "ix_tag_deleted_at_dff7cb88" on "tag" (deleted_at, id) where deleted_at is not null;

create unique index "ix_tag_name_fb7fccef" on "tag" ((lower("name" collate "und-x-icu") collate "zh-x-icu")) where deleted_at is null;

create statistics "is_tag_name_7608f7a0" on ((lower("name" collate "und-x-icu") collate "zh-x-icu")) from "tag";

create index "ix_tag_created_at_0a71df72" on "tag" ("created_at", id) where deleted_at is null;

create index "ix_tag_created_by_7d19ff9f" on "tag" ("created_by", id);

create index "ix_tag_updated_at_2919a19d" on "tag" ("updated_at", id) where deleted_at is null;

create index "ix_tag_search_c588ad0d" on "tag" using gin (search);

create index "ix_comment_deleted_at_07ff149a" on "comment" (deleted_at, id) where deleted_at is not null;

create index "ix_comment_about_67f90a35" on "comment" ("about", "created_at", id);

create index "ix_comment_mentions_11c95fe0" on "comment" using gin ("mentions");

create index "ix_comment_answers_7d9c7ba9" on "comment" ("answers", id);

create index "ix_comment_owner_69a0a021" on "comment" ("owner", id);

create index "ix_comment_created_at_23d0950a" on "comment" ("created_at", id) where deleted_at is null;

create index "ix_comment_created_by_079314c4" on "comment" ("created_by", id);

create index "ix_comment_updated_at_569136be" on "comment" ("updated_at", id) where deleted_at is null;

create index "ix_notification_deleted_at_797226a3" on "notification" (deleted_at, id) where deleted_at is not null;

create index "ix_notification_about_e258d6a9" on "notification" ("about", id);

create index "ix_notification_owner_0ad29178" on "notification" ("owner", id);

create index "ix_notification_created_at_23b333ff" on "notification" ("created_at", id) where deleted_at is null;

create index "ix_notification_created_by_174b4052" on "notification" ("created_by", id);

create index "ix_notification_updated_at_1701d24f" on "notification" ("updated_at", id) where deleted_at is null;
