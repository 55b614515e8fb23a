-- Definitions are kept with the order of their fields and choices, may wait in the trash, and may adjust what is built in.
alter table custom_definition alter column definition type json using definition::json;
alter table custom_definition drop constraint custom_definition_kind_check;
alter table custom_definition add constraint custom_definition_kind_check
  check (kind in ('field', 'object', 'built_in', 'order', 'rule'));
alter table custom_definition add column removed_at timestamptz;
