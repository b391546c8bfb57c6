# What is refused before anything is planned, so that no half-made deployment has to be cleaned up.

mock_provider "aws" {}

variables {
  account              = "123456789012"
  region               = "eu-central-1"
  service              = "reviews"
  artifact             = "s3://reviews-123456789012-eu-central-1-state/code/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.zip"
  model_bucket         = "reviews-123456789012-eu-central-1-models"
  label_studio_url     = "https://label-studio.example.com"
  label_studio_api_key = "an-api-key-of-a-test"
  basic_auth_pass      = "a-password-of-a-test"
  webhook_secret       = "a-webhook-secret-of-a-test"
}

run "an_image_by_tag" {
  command = plan

  variables {
    artifact = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/reviews:latest"
  }

  expect_failures = [var.artifact]
}

run "a_zip_by_a_name_that_may_move" {
  command = plan

  variables {
    artifact = "s3://reviews-123456789012-eu-central-1-state/code/latest.zip"
  }

  expect_failures = [var.artifact]
}

run "an_account_by_its_name" {
  command = plan

  variables {
    account = "acme"
  }

  expect_failures = [var.account]
}

run "a_name_with_a_capital" {
  command = plan

  variables {
    service = "Reviews"
  }

  expect_failures = [var.service]
}

run "a_java_that_lambda_does_not_have" {
  command = plan

  variables {
    runtime = "java11"
  }

  expect_failures = [var.runtime]
}

run "a_version_by_its_alias" {
  command = plan

  variables {
    serving_revision = "live"
  }

  expect_failures = [var.serving_revision]
}

run "nobody_may_call" {
  command = plan

  variables {
    max_concurrency = 0
  }

  expect_failures = [var.max_concurrency]
}

run "more_memory_than_there_is" {
  command = plan

  variables {
    memory = 10241
  }

  expect_failures = [var.memory]
}

run "a_training_of_more_than_a_quarter_of_an_hour" {
  command = plan

  variables {
    train_timeout = 901
  }

  expect_failures = [var.train_timeout]
}

run "a_variable_that_the_deployment_sets" {
  command = plan

  variables {
    environment = { LSML_STORE = "s3://elsewhere" }
  }

  expect_failures = [var.environment]
}

run "a_variable_that_lambda_sets" {
  command = plan

  variables {
    environment = { AWS_REGION = "eu-west-1" }
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

run "more_variables_than_lambda_takes" {
  command = plan

  variables {
    environment = { NOTES = format("%02800d", 0) }
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
