-- Custom currencies beside XP and Coins. A retired one is offered for nothing new; its history and balances stay.

alter table ledger_assets
  add column icon text,
  add column retired_at timestamptz;
