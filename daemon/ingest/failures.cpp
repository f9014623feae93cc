#include "daemon/ingest/failures.hpp"

#include <algorithm>
#include <chrono>

namespace tidings::ingest {
namespace {

using fetch::FailureKind;
using state::Reason;

Reason reason_of_status(int status) {
  switch (status) {
    case 401:
    case 402:
    case 403:
    case 407:
    case 451:
      return Reason::kHttpRefused;
    case 404:
    case 410:
      return Reason::kHttpGone;
    default:
      return status >= 500 ? Reason::kHttpServer : Reason::kHttpClient;
  }
}

Reason reason_of(const fetch::Failure& failure) {
  switch (failure.kind) {
    case FailureKind::kBadUrl:
      return Reason::kBadUrl;
    case FailureKind::kDns:
      return Reason::kDns;
    case FailureKind::kConnect:
      return Reason::kConnect;
    case FailureKind::kTls:
      return Reason::kTls;
    case FailureKind::kTimeout:
    case FailureKind::kHostPaused:
    case FailureKind::kCancelled:
      return Reason::kTimeout;
    case FailureKind::kProtocol:
    case FailureKind::kHeadersTooLarge:
      return Reason::kProtocol;
    case FailureKind::kTruncated:
      return Reason::kTruncated;
    case FailureKind::kTooLarge:
      return Reason::kTooLarge;
    case FailureKind::kRedirect:
      return Reason::kRedirects;
    case FailureKind::kRefusedAddress:
      return Reason::kForbiddenAddress;
    case FailureKind::kRobotsForbidden:
      return Reason::kRobotsTxt;
    case FailureKind::kBadEncoding:
      return Reason::kDamaged;
    case FailureKind::kNotText:
      return Reason::kNotHtml;
    case FailureKind::kEmpty:
      return Reason::kEmptyBody;
    case FailureKind::kGone:
      return Reason::kHttpGone;
    case FailureKind::kHttpStatus:
      return reason_of_status(failure.status);
    case FailureKind::kRateLimited:
      return Reason::kHttpServer;
    case FailureKind::kBotWall:
    case FailureKind::kLoginPage:
      return Reason::kHttpRefused;
  }
  return Reason::kProtocol;
}

bool may_pass(const fetch::Failure& failure) {
  switch (failure.kind) {
    case FailureKind::kDns:
    case FailureKind::kConnect:
    case FailureKind::kTls:
    case FailureKind::kTimeout:
    case FailureKind::kProtocol:
    case FailureKind::kTruncated:
    case FailureKind::kEmpty:
    case FailureKind::kRateLimited:
    case FailureKind::kHostPaused:
    case FailureKind::kCancelled:
      return true;
    case FailureKind::kHttpStatus:
      return failure.status >= 500 || failure.status == 408;
    case FailureKind::kRobotsForbidden:
      return failure.retry_at.has_value();  // it could not be read
    default:
      return false;
  }
}

}  // namespace

std::variant<Refusal, Retry> judge_failure(const fetch::Failure& failure, int attempts,
                                           WallTime now) {
  const Reason reason = reason_of(failure);
  const bool was_sent =
      failure.kind != FailureKind::kHostPaused && failure.kind != FailureKind::kCancelled;
  if (!may_pass(failure) || (was_sent && attempts + 1 >= kMaxAttempts))
    return Refusal{reason, failure.message};
  const auto wait = std::chrono::minutes(5) * (1 << std::min(attempts, 10));
  const WallTime usual = was_sent ? now + wait : now;
  return Retry{reason, failure.message, std::max(usual, failure.retry_at.value_or(usual)),
               was_sent};
}

}  // namespace tidings::ingest
