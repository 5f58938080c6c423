resource "aws_db_instance" "orders" {
  identifier             = "${local.name}-orders"
  engine                 = "postgres"
  engine_version         = "16.4"
  instance_class         = "db.t4g.medium"
  allocated_storage      = 50
  username               = "parcel"
  password               = var.database_password
  db_subnet_group_name   = "private"
  vpc_security_group_ids = [aws_security_group.api.id]
  publicly_accessible    = var.public_database
  storage_encrypted      = false
  skip_final_snapshot    = true
}

resource "aws_s3_bucket" "invoices" {
  bucket = "${local.name}-invoices"
}

resource "aws_s3_bucket_acl" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  acl    = "public-read"
}

resource "aws_s3_bucket" "logs" {
  bucket = "${local.name}-logs"
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_sqs_queue" "orders" {
  name = "${local.name}-orders"
}

resource "aws_kms_key" "data" {
  description         = "Encrypts what customers gave us"
  enable_key_rotation = false
}
