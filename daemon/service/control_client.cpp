#include "daemon/service/control_client.hpp"

#include <httplib.h>
#include <nlohmann/json.hpp>

namespace tidings::service {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

httplib::Client connect(const std::filesystem::path& socket) {
  httplib::Client client(socket.string(), 80);
  client.set_address_family(AF_UNIX);
  client.set_connection_timeout(5s);
  client.set_read_timeout(60s);
  return client;
}

std::string why_refused(const httplib::Response& response) {
  const Json json = Json::parse(response.body, nullptr, false);
  if (json.is_object() && json.contains("error")) return json["error"].get<std::string>();
  return "the daemon answered with status " + std::to_string(response.status);
}

}  // namespace

std::string ControlClient::unreachable() const {
  return "the daemon does not answer on " + socket_.string() +
         ": is it running, and may you write to its socket?";
}

std::expected<ingest::Progress, std::string> ControlClient::fetch(
    const FetchRequest& request, const std::function<void(const ingest::Progress&)>& follow) const {
  httplib::Client client = connect(socket_);
  std::string pending;
  std::expected<ingest::Progress, std::string> last =
      std::unexpected("the daemon stopped before the fetch ended");
  httplib::Request post;
  post.method = "POST";
  post.path = "/fetch";
  post.body = Json({{"names", request.names}, {"limit", request.limit}}).dump();
  post.set_header("Content-Type", "application/json");
  post.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    pending.append(data, size);
    for (std::size_t end = 0; (end = pending.find('\n')) != std::string::npos;) {
      last = progress_from_json(pending.substr(0, end));
      pending.erase(0, end + 1);
      if (last) follow(*last);
    }
    return true;
  };
  const auto result = client.send(post);
  if (!result && !last) return std::unexpected(unreachable());
  if (result && result->status != 200) {
    const auto refusal = progress_from_json(pending);
    return std::unexpected(refusal ? why_refused(*result) : refusal.error());
  }
  if (last && !last->done) return std::unexpected("the daemon stopped before the fetch ended");
  return last;
}

std::expected<std::string, std::string> ControlClient::status() const {
  const auto result = connect(socket_).Get("/status");
  if (!result) return std::unexpected(unreachable());
  if (result->status != 200) return std::unexpected(why_refused(*result));
  return result->body;
}

std::expected<std::vector<std::string>, std::string> ControlClient::change(
    const std::string& path, const std::string& body) const {
  const auto result = connect(socket_).Post(path, body, "text/plain");
  if (!result) return std::unexpected(unreachable());
  if (result->status != 200) return std::unexpected(why_refused(*result));
  const Json json = Json::parse(result->body, nullptr, false);
  std::vector<std::string> said;
  if (!json.is_object() || !json.contains("said")) return said;
  for (const Json& line : json["said"]) {
    if (line.is_string()) said.push_back(line.get<std::string>());
  }
  return said;
}

std::expected<void, std::string> ControlClient::reload() const {
  const auto done = change("/reload", "");
  if (!done) return std::unexpected(done.error());
  return {};
}

std::expected<std::vector<std::string>, std::string> ControlClient::forget(
    const std::string& what) const {
  return change("/forget", what);
}

}  // namespace tidings::service
