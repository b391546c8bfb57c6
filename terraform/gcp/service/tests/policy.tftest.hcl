# What a deployment must hold, whatever else changes. Applied to a mocked provider; no account needed.

mock_provider "google" {
  mock_resource "google_cloud_run_v2_service" {
    defaults = {
      latest_ready_revision = "projects/acme/locations/us-central1/services/reviews/revisions/reviews-00002-abc"
      traffic_statuses = [
        { percent = 100, revision = "reviews-00001-xyz", tag = "", type = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", uri = "" },
        { percent = 0, revision = "reviews-00002-abc", tag = "candidate", type = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", uri = "https://candidate---reviews.run.app" },
      ]
    }
  }

  mock_resource "google_cloud_run_v2_job" {
    defaults = { id = "projects/acme/locations/us-central1/jobs/reviews-train" }
  }

  mock_resource "google_secret_manager_secret_version" {
    defaults = { version = "7" }
  }
}

variables {
  project              = "acme"
  region               = "us-central1"
  service              = "reviews"
  image                = "us-central1-docker.pkg.dev/acme/reviews/reviews@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  model_bucket         = "acme-reviews-models"
  service_account_id   = "reviews-run"
  job                  = "reviews-train"
  label_studio_url     = "https://label-studio.example.com"
  label_studio_api_key = "an-api-key-of-a-test"
  basic_auth_pass      = "a-password-of-a-test"
  webhook_secret       = "a-webhook-secret-of-a-test"
  environment          = { LSML_TRAIN_EVERY = "5" }
}

run "the_service_costs_nothing_at_rest_and_starts_fast" {
  assert {
    condition     = google_cloud_run_v2_service.main.template[0].containers[0].resources[0].cpu_idle
    error_message = "Without cpu_idle every idle instance is billed."
  }

  assert {
    condition     = google_cloud_run_v2_service.main.template[0].containers[0].resources[0].startup_cpu_boost
    error_message = "Without the boost a cold start has only its ordinary CPU."
  }

  assert {
    condition     = google_cloud_run_v2_service.main.scaling[0].min_instance_count == 0 && google_cloud_run_v2_service.main.template[0].scaling[0].min_instance_count == 0
    error_message = "An instance would run without a request."
  }

  assert {
    condition     = google_cloud_run_v2_service.main.scaling[0].max_instance_count == 3 && google_cloud_run_v2_service.main.template[0].scaling[0].max_instance_count == 3
    error_message = "Without a ceiling a flood of requests has no price limit, and every plan shows a change."
  }
}

run "the_probes_ask_health_within_the_limits_of_cloud_run" {
  assert {
    condition = alltrue([
      for probe in concat(
        google_cloud_run_v2_service.main.template[0].containers[0].startup_probe,
        google_cloud_run_v2_service.main.template[0].containers[0].liveness_probe,
      ) : probe.http_get[0].path == "/health" && probe.timeout_seconds <= probe.period_seconds
    ])
    error_message = "A probe does not ask /health, or waits longer than its period."
  }

  assert {
    condition = (
      google_cloud_run_v2_service.main.template[0].containers[0].startup_probe[0].period_seconds
      * google_cloud_run_v2_service.main.template[0].containers[0].startup_probe[0].failure_threshold
    ) <= 240
    error_message = "Cloud Run allows a start 240 seconds at most."
  }

  assert {
    condition     = google_cloud_run_v2_service.main.template[0].containers[0].startup_probe[0].period_seconds == 1
    error_message = "A cold start waits for the next probe, so the shortest period is the right one."
  }
}

run "the_url_is_open_and_the_backend_asks_for_the_password" {
  assert {
    condition     = google_cloud_run_v2_service.main.invoker_iam_disabled && google_cloud_run_v2_service.main.ingress == "INGRESS_TRAFFIC_ALL"
    error_message = "Label Studio, which can send only basic auth, would not get through."
  }

  assert {
    condition = toset([
      for variable in google_cloud_run_v2_service.main.template[0].containers[0].env :
      variable.name if length(variable.value_source) > 0
    ]) == toset(["BASIC_AUTH_PASS", "LABEL_STUDIO_API_KEY", "LSML_WEBHOOK_SECRET"])
    error_message = "Exactly these three variables of the service come from Secret Manager."
  }

  assert {
    condition = alltrue([
      for variable in concat(
        tolist(google_cloud_run_v2_service.main.template[0].containers[0].env),
        tolist(google_cloud_run_v2_job.train.template[0].template[0].containers[0].env),
      ) : variable.value_source[0].secret_key_ref[0].version == "7" if length(variable.value_source) > 0
    ])
    error_message = "A secret must be named with the number of its version."
  }

  assert {
    condition     = alltrue([for version in google_secret_manager_secret_version.secret : version.secret_data == null && version.secret_data_wo_version == "1"])
    error_message = "A secret's value went through an argument that is kept in the state."
  }

  assert {
    condition     = alltrue([for version in google_secret_manager_secret_version.secret : version.deletion_policy == "ABANDON"])
    error_message = "A rotation would destroy the value that the serving revision still starts with."
  }
}

run "the_environment_is_complete" {
  assert {
    condition = { for variable in google_cloud_run_v2_service.main.template[0].containers[0].env : variable.name => variable.value if length(variable.value_source) == 0 } == {
      BASIC_AUTH_USER   = "lsml"
      LABEL_STUDIO_URL  = "https://label-studio.example.com"
      LSML_STORE        = "gs://acme-reviews-models"
      LSML_TRAIN_EVERY  = "5"
      LSML_TRAINING_JOB = "projects/acme/locations/us-central1/jobs/reviews-train"
    }
    error_message = "The service's environment is another one."
  }

  assert {
    condition = { for variable in google_cloud_run_v2_job.train.template[0].template[0].containers[0].env : variable.name => variable.value if length(variable.value_source) == 0 } == {
      LABEL_STUDIO_URL = "https://label-studio.example.com"
      LSML_STORE       = "gs://acme-reviews-models"
      LSML_TRAIN_EVERY = "5"
    }
    error_message = "The job's environment is another one."
  }

  assert {
    condition = toset([
      for variable in google_cloud_run_v2_job.train.template[0].template[0].containers[0].env :
      variable.name if length(variable.value_source) > 0
    ]) == toset(["LABEL_STUDIO_API_KEY"])
    error_message = "A training needs the API key and no other secret."
  }
}

run "the_job_trains_the_same_image" {
  assert {
    condition     = google_cloud_run_v2_job.train.template[0].template[0].containers[0].image == var.image && google_cloud_run_v2_service.main.template[0].containers[0].image == var.image
    error_message = "Service and job must run the same image."
  }

  assert {
    condition     = google_cloud_run_v2_job.train.template[0].template[0].containers[0].args == tolist(["train"]) && google_cloud_run_v2_job.train.template[0].template[0].max_retries == 3
    error_message = "The job must train, and be tried again three times."
  }
}

run "the_roles_are_the_least_ones" {
  assert {
    condition     = google_storage_bucket_iam_member.serving.role == "roles/storage.objectUser" && google_storage_bucket_iam_member.training.role == "roles/storage.objectUser"
    error_message = "The bucket needs objectUser and no more."
  }

  assert {
    condition     = toset(keys(google_secret_manager_secret_iam_member.training)) == toset(["label_studio_api_key"])
    error_message = "The training account may read the API key and no other secret."
  }

  assert {
    condition = alltrue([
      for grant in concat(values(google_secret_manager_secret_iam_member.serving), values(google_secret_manager_secret_iam_member.training)) :
      grant.role == "roles/secretmanager.secretAccessor"
    ])
    error_message = "To read a secret is all that is needed."
  }

  assert {
    condition     = google_cloud_run_v2_job_iam_member.serving.role == "roles/run.jobsExecutorWithOverrides" && google_cloud_run_v2_job_iam_member.serving.name == "reviews-train"
    error_message = "The service may start its own job, and nothing else."
  }

  assert {
    condition     = google_service_account.serving.account_id == "reviews-run" && google_service_account.training.account_id == "reviews-job"
    error_message = "Service and job need an account each."
  }

  assert {
    condition = (
      google_cloud_run_v2_service.main.template[0].service_account == google_service_account.serving.email
      && google_cloud_run_v2_job.train.template[0].template[0].service_account == google_service_account.training.email
      && google_service_account.serving.email != google_service_account.training.email
    )
    error_message = "Service and job must each run as their own account."
  }
}

run "all_traffic_goes_to_the_newest_revision_at_first" {
  assert {
    condition     = length(google_cloud_run_v2_service.main.traffic) == 1 && google_cloud_run_v2_service.main.traffic[0].percent == 100 && google_cloud_run_v2_service.main.traffic[0].type == "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    error_message = "The first deployment must serve."
  }
}

run "a_candidate_gets_no_traffic" {
  variables {
    serving_revision = "reviews-00001-xyz"
  }

  assert {
    condition     = google_cloud_run_v2_service.main.traffic[0].revision == "reviews-00001-xyz" && google_cloud_run_v2_service.main.traffic[0].percent == 100
    error_message = "The old revision must keep all traffic."
  }

  assert {
    condition     = google_cloud_run_v2_service.main.traffic[1].tag == "candidate" && google_cloud_run_v2_service.main.traffic[1].percent == 0
    error_message = "The new revision must be reachable under its tag, without traffic."
  }

  assert {
    condition     = output.candidate_url == "https://candidate---reviews.run.app" && output.revision == "reviews-00002-abc"
    error_message = "The outputs must name the candidate."
  }
}

run "deletion_is_protected_unless_told" {
  assert {
    condition     = google_cloud_run_v2_service.main.deletion_protection && google_cloud_run_v2_job.train.deletion_protection
    error_message = "Service and job must be protected."
  }
}

run "without_a_label_studio_there_is_no_key" {
  command = plan

  variables {
    label_studio_url = null
  }

  assert {
    condition     = toset(keys(google_secret_manager_secret.secret)) == toset(["basic_auth_pass", "webhook_secret"])
    error_message = "No secret may be made for a key that nobody has."
  }

  assert {
    condition     = length(google_secret_manager_secret_iam_member.training) == 0
    error_message = "The training account needs no secret then."
  }
}

run "a_long_name_gives_an_account_of_at_most_30_characters" {
  command = plan

  variables {
    service_account_id = "a-service-with-a-long-name-run"
  }

  assert {
    condition     = length(google_service_account.training.account_id) <= 30 && google_service_account.training.account_id != var.service_account_id
    error_message = "Google allows 30 characters."
  }
}
