// `iam-statement`: the statements of every policy, wherever it is written, as policy.ts reads them. `$policy` says what the policy
// is for: `identity` gives rights to whom it is attached, `trust` says who may assume a role, `resource` who may use a resource;
// `$attribute` is where it is written. What only limits rights (organization, endpoint and session policies) is none of these.

import type { MapValue, Value } from '../../../model/value.ts';
import { policyOf } from '../evaluate/policy-document.ts';
import { text, unknown } from '../evaluate/values.ts';
import { policyStatements } from '../policy.ts';
import { openBlock, valuesAt, withEntries } from './body.ts';
import { withoutDenied } from './denied.ts';
import type { MakeViews, View } from './views.ts';

type Purpose = 'identity' | 'trust' | 'resource';

/** Attributes by the words of the provider's documentation; a dot leads into blocks. */
const identity: Readonly<Record<string, readonly string[]>> = {
  policy: ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'],
  inline_policy: ['aws_ssoadmin_permission_set_inline_policy'],
};
const resource: Readonly<Record<string, readonly string[]>> = {
  policy: [
    ...['aws_s3_bucket', 'aws_s3_bucket_policy', 'aws_s3_access_point', 'aws_s3control_access_point_policy'],
    ...['aws_s3control_bucket_policy', 'aws_s3control_object_lambda_access_point_policy'],
    ...['aws_sqs_queue', 'aws_sqs_queue_policy', 'aws_sns_topic', 'aws_sns_topic_policy'],
    ...['aws_kms_key', 'aws_kms_key_policy', 'aws_kms_external_key'],
    ...['aws_kms_replica_key', 'aws_kms_replica_external_key'],
    ...['aws_secretsmanager_secret', 'aws_secretsmanager_secret_policy'],
    ...['aws_ecr_repository_policy', 'aws_ecr_registry_policy', 'aws_ecrpublic_repository_policy'],
    ...['aws_efs_file_system_policy', 'aws_backup_vault_policy', 'aws_glacier_vault_lock'],
    ...['aws_api_gateway_rest_api', 'aws_api_gateway_rest_api_policy', 'aws_cloudwatch_event_bus_policy'],
    ...['aws_dynamodb_resource_policy', 'aws_kinesis_resource_policy', 'aws_msk_cluster_policy'],
    ...['aws_glue_resource_policy', 'aws_redshift_resource_policy', 'aws_redshiftserverless_resource_policy'],
    ...['aws_acmpca_policy', 'aws_codebuild_resource_policy', 'aws_networkfirewall_resource_policy'],
    ...['aws_schemas_registry_policy', 'aws_ses_identity_policy', 'aws_sesv2_email_identity_policy'],
    ...['aws_media_store_container_policy', 'aws_vpclattice_auth_policy', 'aws_vpclattice_resource_policy'],
  ],
  'details.policy': ['aws_s3control_multi_region_access_point_policy'],
  policy_document: [
    ...['aws_cloudwatch_log_resource_policy', 'aws_xray_resource_policy'],
    ...['aws_codeartifact_domain_permissions_policy', 'aws_codeartifact_repository_permissions_policy'],
  ],
  access_policy: [
    ...['aws_glacier_vault', 'aws_cloudwatch_log_destination_policy', 'aws_cloudsearch_domain_service_access_policy'],
  ],
  access_policies: [
    ...['aws_elasticsearch_domain', 'aws_elasticsearch_domain_policy'],
    ...['aws_opensearch_domain', 'aws_opensearch_domain_policy'],
  ],
  resource_policy: [
    ...['aws_s3tables_table_bucket_policy', 'aws_s3tables_table_policy', 'aws_sagemaker_model_package_group_policy'],
  ],
  repository_policy: ['aws_ecr_repository_creation_template'],
};

export const policies: Readonly<Record<string, MakeViews>> = {
  ...makersOf(identity, 'identity'),
  ...makersOf(resource, 'resource'),
  aws_iam_role: (body) => [
    ...statementsAt(body, 'assume_role_policy', 'trust'),
    ...statementsAt(body, 'inline_policy.policy', 'identity'),
  ],
  // Asked by itself only where no resource uses it: see evaluate/documents.ts.
  'data.aws_iam_policy_document': (body) => viewsOf(policyOf(body), 'statement', purposeOf),
};

function makersOf(
  attributes: Readonly<Record<string, readonly string[]>>,
  purpose: Purpose,
): Record<string, MakeViews> {
  const makers: Record<string, MakeViews> = {};
  for (const [attribute, types] of Object.entries(attributes))
    for (const type of types) makers[type] = (body) => statementsAt(body, attribute, purpose);
  return makers;
}

const statementsAt = (body: MapValue, attribute: string, purpose: Purpose): readonly View[] =>
  valuesAt(body, attribute).flatMap((policy) => viewsOf(policy, attribute, () => purpose));

/** A policy that is not known has one statement of which nothing is known. */
function viewsOf(
  policy: Value,
  attribute: string,
  purpose: (statement: MapValue) => Purpose | undefined,
): readonly View[] {
  const statements = policyStatements(policy) ?? [openBlock(policy)];
  return withoutDenied(statements).map((statement) => {
    const header = statement.header ?? statement.place;
    const known = purpose(statement);
    const body = withEntries(statement, {
      // Terraform's documents allow where they do not say; IAM refuses JSON that does not.
      ...(!statement.entries.has('effect') && !statement.open && { effect: text('Allow', header) }),
      $policy: known ? text(known, header) : unknown(header, 'it is not known what the policy is for'),
      $attribute: text(attribute, header),
    });
    return { type: 'iam-statement', body };
  });
}

/** What a document by itself is for: only the policies of resources name principals, and only those of roles are about assuming them. */
function purposeOf(statement: MapValue): Purpose | undefined {
  const { entries } = statement;
  if (statement.open) return undefined;
  if (!entries.has('principals') && !entries.has('notPrincipals')) return 'identity';
  const actions = entries.get('actions')?.value;
  const items = actions?.kind === 'list' ? actions.items : [];
  return items.some((action) => action.kind === 'string' && action.value.startsWith('sts:')) ? 'trust' : 'resource';
}
