variable "account" {
  description = "Number of the AWS account, 12 digits"
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account))
    error_message = "The number of an AWS account has 12 digits."
  }
}

variable "region" {
  description = "Region of both functions, such as eu-central-1; that of the buckets and of the repository"
  type        = string
}

variable "service" {
  description = "Name of the function that serves; all other names begin with it"
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$", var.service))
    error_message = "A service name has at most 49 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "artifact" {
  description = "What both functions run: a zip, s3://STATE_BUCKET/code/SHA256.zip, or an image with its digest, HOST/NAME@sha256:…"
  type        = string

  # Neither can change without its name, so that a plan without a change means what it says.
  validation {
    condition     = can(regex("^([^@ ]+@sha256:[0-9a-f]{64}|s3://[^/ ]+/code/[0-9a-f]{64}\\.zip)$", var.artifact))
    error_message = "The artifact must be named by its digest: an image HOST/NAME@sha256:… or a zip s3://BUCKET/code/….zip with 64 hexadecimal digits; a name that moves would not be noticed."
  }
}

variable "runtime" {
  description = "Lambda's runtime for a zip; an image has its own Java"
  type        = string
  default     = "java21"

  validation {
    condition     = contains(["java17", "java21", "java25"], var.runtime)
    error_message = "Lambda's runtimes that can run this are java17, java21 and java25."
  }
}

variable "memory" {
  description = "Memory of the function that serves, in MB; 1769 is one CPU"
  type        = number
  default     = 1769

  validation {
    condition     = var.memory >= 128 && var.memory <= 10240 && floor(var.memory) == var.memory
    error_message = "Lambda offers 128 to 10240 MB."
  }
}

variable "timeout" {
  description = "After which a request is ended, in seconds"
  type        = number
  default     = 300

  validation {
    condition     = var.timeout >= 1 && var.timeout <= 900 && floor(var.timeout) == var.timeout
    error_message = "A request may take 1 to 900 seconds."
  }
}

variable "train_memory" {
  description = "Memory of the function that trains, in MB; more than 3008 needs a quota that new accounts do not have"
  type        = number
  default     = 3008

  validation {
    condition     = var.train_memory >= 128 && var.train_memory <= 10240 && floor(var.train_memory) == var.train_memory
    error_message = "Lambda offers 128 to 10240 MB."
  }
}

variable "train_timeout" {
  description = "After which a training is ended, in seconds; Lambda allows 15 minutes"
  type        = number
  default     = 900

  validation {
    condition     = var.train_timeout >= 60 && var.train_timeout <= 900 && floor(var.train_timeout) == var.train_timeout
    error_message = "A training may take 60 to 900 seconds."
  }
}

variable "max_concurrency" {
  description = "Requests that are answered at the same time at most, reserved from what the account has; null reserves nothing, since new accounts have too few"
  type        = number
  default     = null

  # With 0 the function would refuse every call.
  validation {
    condition     = var.max_concurrency == null || try(var.max_concurrency >= 1 && floor(var.max_concurrency) == var.max_concurrency, false)
    error_message = "At least one request must be answered at a time; null sets no limit."
  }
}

variable "snap_start" {
  description = "Whether a zip starts from a snapshot of itself; an image cannot"
  type        = bool
  default     = true
}

variable "model_bucket" {
  description = "Bucket with the trained models, made by the bootstrap root"
  type        = string
}

variable "label_studio_url" {
  description = "Label Studio that this backend belongs to; null when it belongs to none yet"
  type        = string
  default     = null

  validation {
    condition     = var.label_studio_url == null || can(regex("^https?://[^ ]+$", var.label_studio_url))
    error_message = "The URL of Label Studio must begin with http:// or https://, or be null."
  }
}

variable "basic_auth_user" {
  description = "Name that Label Studio sends with every request"
  type        = string
  default     = "lsml"

  validation {
    condition     = can(regex("^[^:[:cntrl:]]+$", var.basic_auth_user))
    error_message = "A basic auth user name must not be empty or have a colon in it."
  }
}

variable "secret_version" {
  description = "Number of the secrets' values: a new value is written, and a new version published, only when this number changes"
  type        = number
  default     = 1

  validation {
    condition     = var.secret_version >= 1 && floor(var.secret_version) == var.secret_version
    error_message = "The number of the secrets' values is 1, 2, 3 and so on."
  }
}

variable "label_studio_api_key" {
  description = "API key of Label Studio; null only when label_studio_url is null. Never in plan or state."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = var.label_studio_url == null || try(length(var.label_studio_api_key) > 0, false)
    error_message = "A Label Studio is named but its API key is not: set TF_VAR_label_studio_api_key."
  }
}

variable "basic_auth_pass" {
  description = "Password that Label Studio sends with every request. Never in plan or state."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = try(length(var.basic_auth_pass) >= 16, false)
    error_message = "The basic auth password must have at least 16 characters: the function is open to the Internet."
  }
}

variable "webhook_secret" {
  description = "Value of the header that Label Studio sends with webhooks. Never in plan or state."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = try(length(var.webhook_secret) >= 16, false)
    error_message = "The webhook secret must have at least 16 characters: the function is open to the Internet."
  }
}

variable "environment" {
  description = "Further environment variables of both functions; nothing secret, since they are in the state"
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Za-z][A-Za-z0-9_]+$", name))])
    error_message = "The name of an environment variable begins with a letter and has at least one more letter, digit or underscore."
  }

  validation {
    condition     = length(join("", concat(keys(var.environment), values(var.environment)))) <= 2800
    error_message = "Lambda allows 4 KB of environment variables in all; these leave too little for those that the deployment sets."
  }

  validation {
    condition = length(setintersection(keys(var.environment), [
      "BASIC_AUTH_PASS",
      "BASIC_AUTH_USER",
      "LABEL_STUDIO_API_KEY",
      "LABEL_STUDIO_HOST",
      "LABEL_STUDIO_URL",
      "LSML_STORE",
      "LSML_TRAINING_JOB",
      "LSML_WEBHOOK_SECRET",
      "MODEL_DIR",
      "PORT",
      "TZ",
    ])) == 0 && alltrue([for name in keys(var.environment) : !can(regex("^(AWS|LAMBDA)_", name))])
    error_message = "The environment names a variable that the deployment or Lambda sets itself: AWS_*, BASIC_AUTH_*, LABEL_STUDIO_*, LAMBDA_*, LSML_STORE, LSML_TRAINING_JOB, LSML_WEBHOOK_SECRET, MODEL_DIR, PORT or TZ. Leave it out."
  }
}

variable "serving_revision" {
  description = "Published version that keeps answering while the newest one is tried at a URL of its own; empty lets the newest answer"
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([1-9][0-9]*)?$", var.serving_revision))
    error_message = "A published version is a number, such as 7."
  }
}
