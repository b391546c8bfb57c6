# The values go in through write-only arguments from ephemeral variables: neither a plan file nor the
# state ever holds them.

locals {
  # By the name of the variable; the key of the map is not secret.
  secret_ids = merge(
    local.label_studio ? { label_studio_api_key = "${var.service}-label-studio-api-key" } : {},
    {
      basic_auth_pass = "${var.service}-basic-auth-pass"
      webhook_secret  = "${var.service}-webhook-secret"
    },
  )
}

resource "google_secret_manager_secret" "secret" {
  for_each = local.secret_ids

  project   = var.project
  secret_id = each.value
  labels    = local.labels

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "secret" {
  for_each = local.secret_ids

  secret                 = google_secret_manager_secret.secret[each.key].id
  secret_data_wo_version = var.secret_version
  secret_data_wo = {
    label_studio_api_key = var.label_studio_api_key
    basic_auth_pass      = var.basic_auth_pass
    webhook_secret       = var.webhook_secret
  }[each.key]

  # The revision that serves reads its value again whenever an instance starts. The old value stays
  # until the secret itself is deleted.
  deletion_policy = "ABANDON"

  lifecycle {
    create_before_destroy = true
  }
}
