# Write-only arguments need Terraform 1.11; the deletion policies need the provider of August 2026.
terraform {
  required_version = ">= 1.11"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 7.45, < 9.0"
    }
  }

  # Bucket and prefix (lsml/bootstrap) come from -backend-config.
  backend "gcs" {}
}

provider "google" {
  project = var.project
  region  = var.region
}
