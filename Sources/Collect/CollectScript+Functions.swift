extension CollectScript {
  /// The errors that tell that there is no such thing, for `grep -E`.
  private static var absences: String {
    CommandTable.all.reduce(into: Set<String>()) { $0.formUnion($1.absences) }.sorted()
      .joined(separator: "|")
  }

  private static var refusals: String { CommandErrors.refusals.joined(separator: "|") }

  private static var broken: String { CommandErrors.broken.joined(separator: "|") }

  /// The services whose answers may be without content, as patterns of `case`.
  private static var emptyAnswers: String {
    CommandTable.emptyAnswers.sorted().map { $0 + "' '*" }.joined(separator: " | ")
  }

  static var functions: String {
    """
    # What errors say of a thing that is not there, of a missing permission, of a broken answer.
    ABSENT='\(absences)'
    REFUSED='\(refusals)'
    BROKEN='\(broken)'

    # ask ARGUMENT...: runs a command; what it prints is then in .part, and why it failed in .error.
    # A broken answer is asked for again, three times at most. Of services that answer in JSON the
    # command line passes an answer that was cut off for one without content.
    ask() {
      for wait in 1 3 0; do
        if aws "$@" </dev/null >"$OUT/.part" 2>"$OUT/.error"; then
          if [ -s "$OUT/.part" ]; then return 0; fi
          case "$*" in
            \(emptyAnswers) | *' --output text') return 0 ;;
          esac
          echo '\(CommandErrors.cutOff)' >"$OUT/.error"
        elif ! grep -qE "$BROKEN" "$OUT/.error"; then
          break
        fi
        [ "$wait" = 0 ] || sleep "$wait"
      done
      if grep -qE '\\((ExpiredToken|ExpiredTokenException|RequestExpired)\\)' "$OUT/.error"; then
        note 'the credentials are too old; sign in, and run the same again'
        exit 65
      fi
      return 1
    }

    # elsewhere FILE SERVICE: whether an error says that the region does not have the service.
    elsewhere() {
      case $2 in
        \(CommandTable.notEverywhere.sorted().joined(separator: " | "))) grep -q '\(CommandErrors.noAddress)' "$1" ;;
        *) return 1 ;;
      esac
    }

    # save PERMISSION FILE ARGUMENT...: keeps in FILE.json what a command prints, and in FILE.json.err
    # why it failed. An output is there whole or not at all.
    save() {
      permission=$1
      target=$2
      shift 2
      if [ -s "$target.json" ]; then return 0; fi
      mkdir -p "${target%/*}"
      if ask "$@" --output json; then
        [ -s "$OUT/.part" ] || echo '{}' >"$OUT/.part"
        mv "$OUT/.part" "$target.json"
        rm -f "$target.json.err"
      else
        mv "$OUT/.error" "$target.json.err"
        # Some errors are answers: there is no such policy.
        if grep -qE "\\(($ABSENT)\\)" "$target.json.err"; then return 0; fi
        if elsewhere "$target.json.err" "$1"; then return 0; fi
        if grep -qE "\\(($REFUSED)\\)" "$target.json.err"; then
          miss "refused: aws $1 $2: needs $permission, see $target.json.err"
        else
          miss "failed: aws $1 $2, see $target.json.err"
        fi
      fi
    }

    # names ARGUMENT...: adds the names that a command lists to the file $list, one on a line. A list
    # that is refused was told of before; another failure must not pass for an empty list.
    names() {
      if ask "$@" --output text; then
        grep -vx 'None' "$OUT/.part" >>"$list"
        # No list at all, rather than an empty one.
        if grep -qx 'None' "$OUT/.part"; then miss "failed: the names of aws $1 $2: cut off"; fi
      elif elsewhere "$OUT/.error" "$1"; then
        return 0
      elif ! grep -qE "\\(($REFUSED|$ABSENT)\\)" "$OUT/.error"; then
        miss "failed: the names of aws $1 $2: what they name is not asked about"
      fi
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

    # miss TEXT: tells that a call brought nothing, and counts it.
    miss() {
      note "$1"
      echo x >>"$OUT/.missing"
    }

    # tell TEXT: tells how far it is, where someone watches.
    tell() {
      if [ -t 2 ]; then note "$1"; fi
    }

    # report: has the credential report made, and waits until it is, for two minutes at most.
    report() {
      tries=0
      while [ "$tries" -lt 60 ]; do
        if ! ask iam generate-credential-report --query State --output text; then
          miss "failed: aws iam generate-credential-report: needs iam:GenerateCredentialReport"
          return
        fi
        if grep -qx COMPLETE "$OUT/.part"; then return; fi
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
    list=$OUT/.names
    tidy() {
      rm -f "$OUT/.names" "$OUT/.names2" "$OUT/.names3" "$OUT/.part" "$OUT/.error" "$OUT/.missing"
    }
    tidy
    trap tidy EXIT
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
        trap - EXIT
        if assume "$account"; then
          account
        else
          miss "refused: aws sts assume-role: needs sts:AssumeRole on $ROLE in $account, and its trust"
        fi
        exit 0
      ) || miss "failed: the account $account is not whole"
    done

    """

  static let ending = """
    if [ -s "$OUT/.missing" ]; then
      note "$(grep -c x "$OUT/.missing") calls brought nothing; run again, only they are asked again"
      exit 3
    fi

    """
}
