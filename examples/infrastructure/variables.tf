variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "environment" {
  type    = string
  default = "staging"
}

variable "public_database" {
  description = "Gives the database a public address, for the reporting tool."
  type        = bool
  default     = true
}

variable "admin_networks" {
  type    = list(string)
  default = ["203.0.113.0/24", "0.0.0.0/0"]
}

variable "database_password" {
  type      = string
  sensitive = true
}
