output "endpoint_url" {
  description = "Where the backend answers"
  value       = trimsuffix(aws_lambda_function_url.live.function_url, "/")
}

output "candidate_url" {
  description = "Where a new version answers before it is trusted; null when the newest one answers"
  value       = one([for url in aws_lambda_function_url.candidate : trimsuffix(url.function_url, "/")])
}

output "service" {
  description = "Name of the function that serves"
  value       = aws_lambda_function.main.function_name
}

output "train_function" {
  description = "Name of the function that trains"
  value       = aws_lambda_function.train.function_name
}

output "queue_url" {
  description = "Queue of the trainings that are wanted"
  value       = aws_sqs_queue.train.url
}

output "revision" {
  description = "Newest published version, as serving_revision wants it"
  value       = aws_lambda_function.main.version
}

output "serving_revision" {
  description = "Published version that keeps answering while a new one is tried; empty when the newest answers"
  value       = var.serving_revision
}

output "image" {
  description = "What both functions run, a zip or an image, with its digest"
  value = (
    aws_lambda_function.main.package_type == "Zip"
    ? "s3://${aws_lambda_function.main.s3_bucket}/${aws_lambda_function.main.s3_key}"
    : aws_lambda_function.main.image_uri
  )
}

output "account" {
  description = "Account that this state belongs to"
  value       = var.account
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
  description = "Number of the secrets' values that the functions use"
  value       = var.secret_version
}

output "secrets" {
  description = "ARNs of the secrets by the name of their variable"
  value       = { for name, secret in aws_secretsmanager_secret.secret : name => secret.arn }
}
