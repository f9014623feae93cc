#include "daemon/fetch/verdict.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "daemon/fetch/header_values.hpp"
#include "daemon/fetch/wall_marks.hpp"

namespace tidings::fetch {
namespace {

constexpr std::size_t kMaxUrl = 2048;
constexpr std::size_t kShown = 200;  // bytes of a foreign address in a message

Failure made(const Job& job, FailureKind kind, std::string message, int status) {
  return Failure{.kind = kind,
                 .message = std::move(message),
                 .status = status,
                 .url = job.text,
                 .hops = job.hops,
                 .robots = job.robots};
}

Failure status_failure(const Job& job, int status) {
  if (status == 410) {
    return made(job, FailureKind::kGone, "410: gone for good; the source can be removed", status);
  }
  if (status == 401) {
    return made(job, FailureKind::kHttpStatus,
                "401: the server asks for credentials; set auth for this source", status);
  }
  if (status == 403) {
    return made(job, FailureKind::kHttpStatus,
                "403: the server refuses us; another user_agent or auth may help", status);
  }
  if (status == 404)
    return made(job, FailureKind::kHttpStatus, "404: there is nothing here", status);
  if (status >= 500) {
    return made(job, FailureKind::kHttpStatus, fmt::format("{}: the server has failed", status),
                status);
  }
  return made(job, FailureKind::kHttpStatus, fmt::format("{}: no use can be made of this", status),
              status);
}

Failure wall_failure(const Job& job, std::string_view maker, int status) {
  return made(
      job, FailureKind::kBotWall,
      fmt::format("{}: a bot wall by {} stands before the content; ask the site to let this "
                  "user_agent in",
                  status, maker),
      status);
}

bool is_blank(std::string_view body) {
  return body.find_first_not_of(" \t\r\n\f\xef\xbb\xbf") == std::string_view::npos;
}

// What is wrong with a 2xx answer.
std::optional<Failure> content_failure(const Answer& answer, const Job& job) {
  if (job.spec.purpose == Purpose::kRobots) return std::nullopt;
  if (const auto maker = bot_wall(answer.status, answer.headers, answer.body); !maker.empty()) {
    return wall_failure(job, maker, answer.status);
  }
  if (answer.status == 206) {
    return made(job, FailureKind::kProtocol, "206: a part of the content, which was not asked for",
                answer.status);
  }
  if (is_blank(answer.body)) {
    return made(job, FailureKind::kEmpty, fmt::format("{} with an empty body", answer.status),
                answer.status);
  }
  const bool listing = job.spec.purpose == Purpose::kFeed || job.spec.purpose == Purpose::kSitemap;
  if ((!job.hops.empty() && is_login_path(job.text)) || (listing && is_login_form(answer.body))) {
    return made(job, FailureKind::kLoginPage,
                "a login page instead of the content; set cookies or auth for this source",
                answer.status);
  }
  return std::nullopt;
}

Response respond(Answer answer, Job& job, WallTime now) {
  Response response;
  response.status = answer.status;
  response.url = std::move(job.spec.url);
  response.final_url = std::move(job.text);
  response.hops = std::move(job.hops);
  response.validators = {std::string(answer.headers.get("etag")),
                         std::string(answer.headers.get("last-modified"))};
  response.content_type = answer.headers.get("content-type");
  response.max_age = freshness(answer.headers, now);
  for (const auto value : answer.headers.all("x-robots-tag")) {
    response.x_robots_tag.emplace_back(value);
  }
  response.tdm_reservation = answer.headers.get("tdm-reservation");
  response.headers = std::move(answer.headers);
  response.body = std::move(answer.body);
  response.robots = std::move(job.robots);
  response.remote_address = std::move(answer.remote_address);
  response.timings = answer.timings;
  response.waited = job.waited;
  response.hold = std::move(answer.hold);
  return response;
}

}  // namespace

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_rate_limit(int status) { return status == 429 || status == 503; }

Result judge(Answer answer, Job& job, std::optional<WallTime> retry_at, WallTime now) {
  const int status = answer.status;
  if (status == 304 && !job.spec.validators.empty()) return respond(std::move(answer), job, now);
  if (status == 304) {
    return std::unexpected(
        made(job, FailureKind::kProtocol, "304 to a request that was not conditional", status));
  }
  if (status >= 200 && status < 300) {
    if (auto failure = content_failure(answer, job)) return std::unexpected(std::move(*failure));
    return respond(std::move(answer), job, now);
  }
  const auto maker = bot_wall(status, answer.headers, answer.body);
  Failure failure = maker.empty() ? status_failure(job, status) : wall_failure(job, maker, status);
  if (retry_at) {
    failure.retry_at = retry_at;
    if (maker.empty()) {
      failure.kind = FailureKind::kRateLimited;
      failure.message =
          fmt::format("{}: the host asks for a pause; it is left alone until then", status);
    }
  }
  return std::unexpected(std::move(failure));
}

std::optional<Failure> follow(const Answer& answer, Job& job) {
  const auto fail = [&](std::string message) {
    return made(job, FailureKind::kRedirect, std::move(message), answer.status);
  };
  const std::string_view location = answer.headers.get("location");
  if (location.empty()) return fail(fmt::format("{} without a Location", answer.status));
  auto target = url::parse(location, &job.url);
  if (!target) {
    return fail(fmt::format("{} leads to \"{}\", which is no http or https address", answer.status,
                            location.substr(0, kShown)));
  }
  if (std::ssize(job.hops) >= job.max_redirects) {
    return fail(fmt::format("more than {} redirects", job.max_redirects));
  }
  job.trail.push_back(job.text + '\n' + job.cookies.header_for(job.url));
  for (const auto cookie : answer.headers.all("set-cookie")) job.cookies.take(job.url, cookie);
  job.hops.push_back({job.text, answer.status, {}});
  if (auto failure = set_address(job, std::move(*target))) return failure;
  job.hops.back().target = job.text;
  // A server may send us round once more when it has set a cookie; with the same ones it is a loop.
  const std::string next = job.text + '\n' + job.cookies.header_for(job.url);
  if (std::ranges::find(job.trail, next) != job.trail.end()) return fail("a redirect loop");
  return std::nullopt;
}

bool is_home(const Job& job) {
  if (job.url.host != job.home.host) return false;
  if (job.url.scheme == job.home.scheme) {
    return job.url.effective_port() == job.home.effective_port();
  }
  return job.url.scheme == "https" && !job.url.port && !job.home.port;
}

std::optional<Failure> set_address(Job& job, url::Url url) {
  job.url = std::move(url);
  job.url.fragment.reset();
  if (!job.hops.empty() || !is_home(job)) {
    job.url.username.clear();
    job.url.password.clear();
  }
  job.text = job.url.text();
  if (job.text.size() <= kMaxUrl) return std::nullopt;
  const std::size_t size = job.text.size();
  job.text.resize(kMaxUrl);
  return made(job, FailureKind::kBadUrl,
              fmt::format("the address has {} bytes; at most {} are taken", size, kMaxUrl), 0);
}

}  // namespace tidings::fetch
