alter table "ticket" add column "language" text;

alter table "message" add column "language" text;

alter table "mail" add column "language" text;

create index "ix_ticket_language_085745f4" on "ticket" ("language", id) where deleted_at is null;

create index "ix_message_language_08e6eec7" on "message" ("language", id) where deleted_at is null;

create index "ix_mail_language_d72e94cb" on "mail" ("language", id) where deleted_at is null;
