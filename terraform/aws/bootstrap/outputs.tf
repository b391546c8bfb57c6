output "registry" {
  description = "Host of the registry that images are pushed to, below it the repository's name"
  value       = split("/", aws_ecr_repository.images.repository_url)[0]
}

output "repository" {
  description = "Name of the repository"
  value       = aws_ecr_repository.images.name
}

output "state_bucket" {
  description = "Bucket with the Terraform state of both roots, and with the code below code/"
  value       = aws_s3_bucket.state.bucket
}

output "model_bucket" {
  description = "Bucket with the trained models"
  value       = aws_s3_bucket.models.bucket
}

output "account" {
  description = "Account that this state belongs to"
  value       = var.account
}

output "region" {
  description = "Region that this state belongs to"
  value       = var.region
}
