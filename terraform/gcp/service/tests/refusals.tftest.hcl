# What is refused before anything is planned, so that no half-made deployment has to be cleaned up.

mock_provider "google" {}

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
}

run "an_image_by_tag" {
  command = plan

  variables {
    image = "us-central1-docker.pkg.dev/acme/reviews/reviews:latest"
  }

  expect_failures = [var.image]
}

run "a_variable_that_the_deployment_sets" {
  command = plan

  variables {
    environment = { LSML_STORE = "gs://elsewhere" }
  }

  expect_failures = [var.environment]
}

run "a_variable_that_cloud_run_sets" {
  command = plan

  variables {
    environment = { PORT = "9090" }
  }

  expect_failures = [var.environment]
}

run "a_variable_with_an_impossible_name" {
  command = plan

  variables {
    environment = { "A-B" = "1" }
  }

  expect_failures = [var.environment]
}

run "a_label_studio_without_its_key" {
  command = plan

  variables {
    label_studio_api_key = null
  }

  expect_failures = [var.label_studio_api_key]
}

run "a_short_password" {
  command = plan

  variables {
    basic_auth_pass = "short"
  }

  expect_failures = [var.basic_auth_pass]
}

run "a_short_webhook_secret" {
  command = plan

  variables {
    webhook_secret = "short"
  }

  expect_failures = [var.webhook_secret]
}

run "a_user_name_with_a_colon" {
  command = plan

  variables {
    basic_auth_user = "a:b"
  }

  expect_failures = [var.basic_auth_user]
}

run "half_a_cpu" {
  command = plan

  variables {
    cpu = "0.5"
  }

  expect_failures = [var.cpu]
}

run "more_instances_at_least_than_at_most" {
  command = plan

  variables {
    min_instances = 4
  }

  expect_failures = [var.min_instances]
}

run "a_training_of_more_than_a_week" {
  command = plan

  variables {
    job_timeout = "604801s"
  }

  expect_failures = [var.job_timeout]
}

run "a_timeout_without_its_unit" {
  command = plan

  variables {
    job_timeout = "3600"
  }

  expect_failures = [var.job_timeout]
}

run "a_name_with_a_capital" {
  command = plan

  variables {
    service = "Reviews"
  }

  expect_failures = [var.service]
}
