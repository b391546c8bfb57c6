# Two accounts, because a training needs less than the service: it starts no job and sees neither the
# password nor the webhook secret. Nothing is granted on the project.

locals {
  # The same name with another ending; shortened with a hash where that would pass 30 characters.
  account_stem = trimsuffix(var.service_account_id, "-run")
  training_account_id = (
    length(local.account_stem) <= 26
    ? "${local.account_stem}-job"
    : "${substr(local.account_stem, 0, 20)}${substr(sha256(local.account_stem), 0, 6)}-job"
  )
}

resource "google_service_account" "serving" {
  project      = var.project
  account_id   = var.service_account_id
  display_name = "lsml ${var.service}: serving"
}

resource "google_service_account" "training" {
  project      = var.project
  account_id   = local.training_account_id
  display_name = "lsml ${var.service}: training"
}

# To overwrite an object needs the right to delete one, so objectCreator is not enough. The service
# writes too: what Label Studio told with /setup, and which training is wanted.
resource "google_storage_bucket_iam_member" "serving" {
  bucket = var.model_bucket
  role   = "roles/storage.objectUser"
  member = google_service_account.serving.member
}

resource "google_storage_bucket_iam_member" "training" {
  bucket = var.model_bucket
  role   = "roles/storage.objectUser"
  member = google_service_account.training.member
}

resource "google_secret_manager_secret_iam_member" "serving" {
  for_each = toset(values(local.service_secrets))

  project   = var.project
  secret_id = google_secret_manager_secret.secret[each.value].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.serving.member
}

resource "google_secret_manager_secret_iam_member" "training" {
  for_each = toset(values(local.common_secrets))

  project   = var.project
  secret_id = google_secret_manager_secret.secret[each.value].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.training.member
}

# A training is started with the project's uid as an argument, which is an override.
resource "google_cloud_run_v2_job_iam_member" "serving" {
  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_job.train.name
  role     = "roles/run.jobsExecutorWithOverrides"
  member   = google_service_account.serving.member
}
