#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/fetch/cookie_trail.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "parsers/url/url.hpp"

namespace tidings::fetch {

class Host;

// A job on its way.
struct Job {
  Fetcher::JobId id = 0;
  FetchJob spec;
  Fetcher::Done done;
  int max_redirects = 10;

  url::Url url;      // what is to be asked next
  url::Url home;     // where the credentials belong
  std::string text;  // `url` without fragment and user name, as it is sent
  std::vector<Hop> hops;
  std::vector<std::string> trail;  // what was asked, with which cookies
  CookieTrail cookies;
  RobotsVerdict robots;
  Millis spent{0};   // on the network, of spec.timeout
  Millis waited{0};  // in our queues
  SteadyTime queued_at{};

  Host* host = nullptr;                    // of `url`
  std::optional<HttpClient::Id> exchange;  // under way
  SteadyTime started{};
  std::string awaits_robots;   // the key of the robots.txt that it waits for; empty: none
  std::string reads_robots;    // the key of the robots.txt that this job itself reads; empty: none
  Fetcher::JobId sponsor = 0;  // of such a job: the one whose time it takes

  [[nodiscard]] Millis left() const { return spec.timeout - spent; }
};

}  // namespace tidings::fetch
