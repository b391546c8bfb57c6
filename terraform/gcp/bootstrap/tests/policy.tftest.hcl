# What the buckets and the repository must hold. Applied to a mocked provider; no account needed.

mock_provider "google" {
  mock_resource "google_artifact_registry_repository" {
    defaults = { registry_uri = "us-central1-docker.pkg.dev/acme/reviews" }
  }
}

variables {
  project            = "acme"
  region             = "us-central1"
  service            = "reviews"
  state_bucket       = "acme-reviews-state"
  model_bucket       = "acme-reviews-models"
  repository         = "reviews"
  adopt_state_bucket = false # a mocked provider cannot import
}

run "nobody_outside_reaches_a_bucket" {
  assert {
    condition = alltrue([
      for bucket in [google_storage_bucket.state, google_storage_bucket.models] :
      bucket.uniform_bucket_level_access && bucket.public_access_prevention == "enforced"
    ])
    error_message = "A bucket could be made public, by itself or by one of its objects."
  }
}

run "nothing_is_lost_by_an_overwrite" {
  assert {
    condition     = alltrue([for bucket in [google_storage_bucket.state, google_storage_bucket.models] : bucket.versioning[0].enabled])
    error_message = "Both buckets must keep versions."
  }

  assert {
    condition = alltrue([
      for rule in concat(google_storage_bucket.state.lifecycle_rule, google_storage_bucket.models.lifecycle_rule) :
      one(rule.condition).with_state == "ARCHIVED" if one(rule.action).type == "Delete"
    ])
    error_message = "A lifecycle rule deletes live objects."
  }

  assert {
    condition     = google_storage_bucket.state.soft_delete_policy[0].retention_duration_seconds == 604800 && google_storage_bucket.models.soft_delete_policy[0].retention_duration_seconds == 0
    error_message = "Soft delete must be stated: its default of 7 days is billed."
  }
}

run "a_destroy_keeps_the_models_and_the_state_that_it_writes" {
  assert {
    condition     = google_storage_bucket.models.deletion_policy == "ABANDON" && !google_storage_bucket.models.force_destroy
    error_message = "Models must outlive a destroy."
  }

  assert {
    condition     = google_storage_bucket.state.deletion_policy == "ABANDON" && !google_storage_bucket.state.force_destroy
    error_message = "The state of this root lies in that bucket."
  }
}

run "models_go_only_when_told" {
  variables {
    keep_models = false
  }

  assert {
    condition     = google_storage_bucket.models.deletion_policy == "DELETE" && google_storage_bucket.models.force_destroy
    error_message = "With keep_models=false a destroy must delete the models."
  }
}

run "apis_stay_enabled_for_others" {
  assert {
    condition     = alltrue([for api in google_project_service.api : !api.disable_on_destroy])
    error_message = "A destroy would disable an API that something else in the project uses."
  }
}

run "old_images_go_and_the_latest_stay" {
  assert {
    condition     = toset([for policy in google_artifact_registry_repository.images.cleanup_policies : policy.action]) == toset(["KEEP", "DELETE"])
    error_message = "The repository must both delete and keep."
  }

  assert {
    condition     = !google_artifact_registry_repository.images.cleanup_policy_dry_run
    error_message = "The policy would only be tried."
  }
}

run "the_registry_is_where_images_go" {
  assert {
    condition     = output.registry == "us-central1-docker.pkg.dev/acme/reviews"
    error_message = "The registry's address must be the repository's own."
  }
}
