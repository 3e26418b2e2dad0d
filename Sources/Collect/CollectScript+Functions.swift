extension CollectScript {
  /// The errors that tell that there is no such thing, for `grep -E`.
  private static var absences: String {
    CommandTable.all.reduce(into: Set<String>()) { $0.formUnion($1.absences) }.sorted()
      .joined(separator: "|")
  }

  static var functions: String {
    """
    # save FILE ARGUMENT...: keeps in FILE.json what a command prints, and in FILE.json.err why it
    # failed. An output is there whole or not at all.
    save() {
      target=$1
      shift
      if [ -s "$target.json" ]; then return 0; fi
      mkdir -p "${target%/*}"
      if aws "$@" --output json </dev/null >"$OUT/.part" 2>"$OUT/.error"; then
        [ -s "$OUT/.part" ] || echo '{}' >"$OUT/.part"
        mv "$OUT/.part" "$target.json"
        rm -f "$OUT/.error" "$target.json.err"
      else
        rm -f "$OUT/.part"
        mv "$OUT/.error" "$target.json.err"
        # Some errors are answers: there is no such policy.
        grep -qE '\\((\(absences))\\)' "$target.json.err" ||
          note "failed: aws $1 $2, see $target.json.err"
      fi
    }

    # names ARGUMENT...: the names that a command lists, one on a line.
    names() {
      aws "$@" --output text </dev/null 2>/dev/null | grep -vx 'None'
    }

    # usable NAME: whether a name can be a file's.
    usable() {
      case $1 in
        '' | .* | */*)
          note "skipped: a file cannot have the name '$1'"
          return 1
          ;;
      esac
    }

    # note TEXT: tells something, without what a terminal would obey.
    note() {
      printf '%s\\n' "$1" | tr -cd '[:print:]\\n' >&2
    }

    # report: has the credential report made, and waits until it is, for two minutes at most.
    report() {
      tries=0
      while [ "$tries" -lt 60 ]; do
        state=$(aws iam generate-credential-report --query State --output text </dev/null) || return
        if [ "$state" = COMPLETE ]; then return; fi
        tries=$((tries + 1))
        sleep 2
      done
    }

    """
  }

  var assumption: String {
    """
    # assume ACCOUNT: becomes the role in another account; the credentials stay in this process.
    assume() {
      words=$(aws sts assume-role --role-arn "arn:$partition:iam::$1:role/$ROLE" \\
        --role-session-name postern-collect --output text </dev/null \\
        --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]') || return
      read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<END
    $words
    END
      export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
      unset AWS_PROFILE words
    }

    """
  }

  static let main = """
    mkdir -p "$OUT" || exit 74
    trap 'rm -f "$OUT/.names" "$OUT/.part" "$OUT/.error"' EXIT
    trap 'exit 130' INT TERM
    account=$(aws sts get-caller-identity --query Account --output text </dev/null) || exit 65
    own=$account
    account
    organization

    """

  static let others = """
    partition=$(aws sts get-caller-identity --query Arn --output text </dev/null | cut -d: -f2)
    for account in $ACCOUNTS; do
      if [ "$account" = "$own" ]; then continue; fi
      (
        if assume "$account"; then account; else note "refused: the role in $account"; fi
      )
    done

    """
}
