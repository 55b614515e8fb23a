alter table "team" add column "parent" uuid;

create index "ix_team_parent_983b4b81" on "team" ("parent", id);
