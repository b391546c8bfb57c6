output "endpoint_url" {
  description = "Where the backend answers"
  value       = google_cloud_run_v2_service.main.uri
}

output "candidate_url" {
  description = "Where a new revision answers before it gets traffic; null when all traffic goes to the newest"
  value = one([
    for status in google_cloud_run_v2_service.main.traffic_statuses :
    status.uri if status.tag == terraform_data.deployment.output
  ])
}

output "service" {
  description = "Name of the Cloud Run service"
  value       = google_cloud_run_v2_service.main.name
}

output "job" {
  description = "Full name of the job that trains: projects/P/locations/L/jobs/J"
  value       = google_cloud_run_v2_job.train.id
}

output "revision" {
  description = "Short name of the newest revision that is ready, as serving_revision wants it"
  value       = terraform_data.deployment.id == "" ? null : basename(google_cloud_run_v2_service.main.latest_ready_revision)
}

output "serving_revision" {
  description = "Revision that keeps all traffic while a new one is tried; empty when the newest has it"
  value       = var.serving_revision
}

output "image" {
  description = "Image of service and job, with its digest"
  value       = google_cloud_run_v2_service.main.template[0].containers[0].image
}

output "project" {
  description = "Project that this state belongs to"
  value       = var.project
}

output "region" {
  description = "Region that this state belongs to"
  value       = var.region
}

output "model_bucket" {
  description = "Bucket with the trained models"
  value       = var.model_bucket
}

output "secret_version" {
  description = "Number of the secrets' values that the service uses"
  value       = var.secret_version
}

output "secrets" {
  description = "Secrets in Secret Manager by the name of their variable: projects/P/secrets/S"
  value       = { for name, secret in google_secret_manager_secret.secret : name => secret.id }
}
