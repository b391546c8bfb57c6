# The values go in through write-only arguments from ephemeral variables: neither a plan file nor the
# state ever holds them.

locals {
  # By the name of the variable; the key of the map is not secret.
  secret_names = merge(
    local.label_studio ? { label_studio_api_key = "${var.service}/label-studio-api-key" } : {},
    {
      basic_auth_pass = "${var.service}/basic-auth-pass"
      webhook_secret  = "${var.service}/webhook-secret"
    },
  )
}

# Without a time to recover in: a name that waits to be deleted could not be deployed again.
resource "aws_secretsmanager_secret" "secret" {
  for_each = local.secret_names

  name                    = each.value
  description             = "Of the Label Studio ML backend ${var.service}"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "secret" {
  for_each = local.secret_names

  secret_id                = aws_secretsmanager_secret.secret[each.key].id
  secret_string_wo_version = var.secret_version
  secret_string_wo = {
    label_studio_api_key = var.label_studio_api_key
    basic_auth_pass      = var.basic_auth_pass
    webhook_secret       = var.webhook_secret
  }[each.key]
}
