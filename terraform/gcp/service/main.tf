# The service that predicts and the job that trains; both run the same image.

locals {
  labels = { lsml-service = var.service }

  # A part of the configuration, not of the secrets: whether a resource exists must not depend on a
  # value that is nowhere kept.
  label_studio = var.label_studio_url != null

  candidate_tag = "candidate"

  # What service and job both need.
  common_environment = merge(
    var.environment,
    { LSML_STORE = "gs://${var.model_bucket}" },
    local.label_studio ? { LABEL_STUDIO_URL = var.label_studio_url } : {},
  )
  common_secrets = local.label_studio ? { LABEL_STUDIO_API_KEY = "label_studio_api_key" } : {}

  service_environment = merge(local.common_environment, {
    BASIC_AUTH_USER   = var.basic_auth_user
    LSML_TRAINING_JOB = google_cloud_run_v2_job.train.id
  })
  service_secrets = merge(local.common_secrets, {
    BASIC_AUTH_PASS     = "basic_auth_pass"
    LSML_WEBHOOK_SECRET = "webhook_secret"
  })
}

resource "google_cloud_run_v2_service" "main" {
  project             = var.project
  location            = var.region
  name                = var.service
  description         = "Label Studio ML backend, deployed by lsml"
  labels              = local.labels
  ingress             = "INGRESS_TRAFFIC_ALL"
  deletion_protection = var.deletion_protection

  # Label Studio can send only basic auth, which the backend checks itself. With Google's check on,
  # Cloud Run would take that header for its own.
  invoker_iam_disabled = true

  # Written out although it is mostly the default: what is left out comes back from the API as a
  # change in every plan.
  scaling {
    scaling_mode       = "AUTOMATIC"
    min_instance_count = var.min_instances
    max_instance_count = var.max_instances
  }

  template {
    service_account                  = google_service_account.serving.email
    timeout                          = "300s"
    max_instance_request_concurrency = var.concurrency
    labels                           = local.labels

    # The least number is set for the service, so that a candidate costs nothing while it waits.
    scaling {
      min_instance_count = 0
      max_instance_count = var.max_instances
    }

    containers {
      image = var.image

      ports {
        name           = "http1"
        container_port = 8080
      }

      # Both must be written once there is a resources block: without cpu_idle every instance is
      # billed while it idles, and without the boost a cold start has only its ordinary CPU.
      resources {
        limits = {
          cpu    = var.cpu
          memory = var.memory
        }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      # /health answers as soon as the port is open. One second is the shortest period there is, and
      # a cold start waits for a probe; 120 of them stay below Cloud Run's 240 seconds.
      startup_probe {
        initial_delay_seconds = 0
        period_seconds        = 1
        timeout_seconds       = 1
        failure_threshold     = 120

        http_get {
          path = "/health"
          port = 8080
        }
      }

      # A process that cannot answer /health for two minutes is stuck and is started anew.
      liveness_probe {
        initial_delay_seconds = 0
        period_seconds        = 30
        timeout_seconds       = 5
        failure_threshold     = 4

        http_get {
          path = "/health"
          port = 8080
        }
      }

      dynamic "env" {
        for_each = local.service_environment

        content {
          name  = env.key
          value = env.value
        }
      }

      # By number: a rotated secret makes a new revision, and the old one can still start.
      dynamic "env" {
        for_each = local.service_secrets

        content {
          name = env.key

          value_source {
            secret_key_ref {
              secret  = google_secret_manager_secret.secret[env.value].secret_id
              version = google_secret_manager_secret_version.secret[env.value].version
            }
          }
        }
      }
    }
  }

  dynamic "traffic" {
    for_each = var.serving_revision == "" ? [] : [var.serving_revision]

    content {
      type     = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION"
      revision = traffic.value
      percent  = 100
    }
  }

  traffic {
    type    = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"
    percent = var.serving_revision == "" ? 100 : 0
    tag     = var.serving_revision == "" ? null : local.candidate_tag
  }

  lifecycle {
    # The console and gcloud sign what they edit with their own name.
    ignore_changes = [client, client_version]
  }

  # A revision whose account cannot read a secret does not start.
  depends_on = [
    google_secret_manager_secret_iam_member.serving,
    google_storage_bucket_iam_member.serving,
  ]
}

resource "google_cloud_run_v2_job" "train" {
  project             = var.project
  location            = var.region
  name                = var.job
  labels              = local.labels
  deletion_protection = var.deletion_protection

  template {
    labels      = local.labels
    task_count  = 1
    parallelism = 1

    template {
      service_account = google_service_account.training.email
      timeout         = var.job_timeout

      # Below 3, tasks that succeeded were seen to be run again.
      max_retries = 3

      containers {
        image = var.image
        args  = ["train"]

        resources {
          limits = {
            cpu    = var.job_cpu
            memory = var.job_memory
          }
        }

        dynamic "env" {
          for_each = local.common_environment

          content {
            name  = env.key
            value = env.value
          }
        }

        dynamic "env" {
          for_each = local.common_secrets

          content {
            name = env.key

            value_source {
              secret_key_ref {
                secret  = google_secret_manager_secret.secret[env.value].secret_id
                version = google_secret_manager_secret_version.secret[env.value].version
              }
            }
          }
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [client, client_version]
  }

  depends_on = [
    google_secret_manager_secret_iam_member.training,
    google_storage_bucket_iam_member.training,
  ]
}

# A change of the service in place does not show in the plan that its revision and its traffic will be
# others: the provider keeps what Google computed until it has applied. Outputs made of them would
# stay a deployment behind, and show as a change in the next plan. What depends on this is computed
# anew whenever something is deployed.
resource "terraform_data" "deployment" {
  input = local.candidate_tag

  triggers_replace = {
    image            = var.image
    environment      = local.service_environment
    secrets          = { for name in values(local.service_secrets) : name => google_secret_manager_secret_version.secret[name].version }
    resources        = [var.cpu, var.memory, var.concurrency, var.min_instances, var.max_instances]
    serving_revision = var.serving_revision
  }
}
