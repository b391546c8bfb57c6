output "registry" {
  description = "Where images are pushed to: host/path, such as us-central1-docker.pkg.dev/PROJECT/REPOSITORY"
  value       = google_artifact_registry_repository.images.registry_uri
}

output "state_bucket" {
  description = "Bucket with the Terraform state of both roots"
  value       = google_storage_bucket.state.name
}

output "model_bucket" {
  description = "Bucket with the trained models"
  value       = google_storage_bucket.models.name
}

output "project" {
  description = "Project that this state belongs to"
  value       = var.project
}

output "region" {
  description = "Region that this state belongs to"
  value       = var.region
}
