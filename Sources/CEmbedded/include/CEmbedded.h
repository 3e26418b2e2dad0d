#ifndef POSTERN_CEMBEDDED_H
#define POSTERN_CEMBEDDED_H

#include <stddef.h>

/// One file that the binary carries.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} postern_embedded_file;

/// The AWS managed policies, one line each, sorted by ARN.
postern_embedded_file postern_aws_managed_policies(void);
/// The service authorization reference, one line an action, sorted by its lower-case name.
postern_embedded_file postern_service_authorization(void);
/// The types of resource of the reference, one line each, sorted by their lower-case name.
postern_embedded_file postern_resource_types(void);
/// The condition keys of the reference, one line each, sorted by their lower-case name.
postern_embedded_file postern_condition_keys(void);
/// The techniques of MITRE ATT&CK for enterprises, one line each, sorted by id.
postern_embedded_file postern_attack_techniques(void);
/// The techniques of MITRE ATLAS that impacts are, one line each.
postern_embedded_file postern_atlas_impacts(void);
/// The files of the technique catalogue; `index` from 0 to `postern_catalogue_count() - 1`.
size_t postern_catalogue_count(void);
postern_embedded_file postern_catalogue_file(size_t index);

#endif
