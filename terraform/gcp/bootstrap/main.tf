# What has to be there before an image can be pushed and before the service root can keep its state.

locals {
  labels = { lsml-service = var.service }

  apis = [
    "artifactregistry.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "iam.googleapis.com",
    "logging.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "serviceusage.googleapis.com",
    "storage.googleapis.com",
  ]
}

# Other things in the project may use the same APIs, so a destroy leaves them enabled.
resource "google_project_service" "api" {
  for_each = toset(local.apis)

  project            = var.project
  service            = each.value
  disable_on_destroy = false
}

resource "google_artifact_registry_repository" "images" {
  project       = var.project
  location      = var.region
  repository_id = var.repository
  description   = "Images of the lsml backend ${var.service}"
  format        = "DOCKER"
  labels        = local.labels

  # Ten images to go back to; Cloud Run holds its own copy of what serves.
  cleanup_policy_dry_run = false

  cleanup_policies {
    id     = "keep-the-latest"
    action = "KEEP"

    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-after-30-days"
    action = "DELETE"

    condition {
      tag_state  = "ANY"
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.api]
}

import {
  for_each = var.adopt_state_bucket ? toset([var.state_bucket]) : toset([])

  to = google_storage_bucket.state
  id = "${var.project}/${each.value}"
}

# Holds the state of this very root, so a destroy cannot delete it: the state could not be written
# afterwards. Whoever destroys deletes it as the last step.
resource "google_storage_bucket" "state" {
  project                     = var.project
  name                        = var.state_bucket
  location                    = upper(var.region)
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false
  deletion_policy             = "ABANDON"
  labels                      = local.labels

  versioning {
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = 604800
  }

  # An old state stays for a month, and the latest ten stay however old they are.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      with_state                 = "ARCHIVED"
      num_newer_versions         = 10
      days_since_noncurrent_time = 30
    }
  }

  lifecycle {
    # Wherever it was made: another location would mean another bucket, and the state would be lost.
    ignore_changes = [location]
  }

  depends_on = [google_project_service.api]
}

# Trained models cost days of work, so keeping them is the default when all else is destroyed.
resource "google_storage_bucket" "models" {
  project                     = var.project
  name                        = var.model_bucket
  location                    = upper(var.region)
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.keep_models
  deletion_policy             = var.keep_models ? "ABANDON" : "DELETE"
  labels                      = local.labels

  versioning {
    enabled = true
  }

  # Versioning keeps what is overwritten or deleted; soft delete would store, and bill, it twice.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      with_state                 = "ARCHIVED"
      days_since_noncurrent_time = 14
    }
  }

  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }

    condition {
      age        = 1
      with_state = "ANY"
    }
  }

  depends_on = [google_project_service.api]
}
