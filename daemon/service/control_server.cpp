#include "daemon/service/control_server.hpp"

#include <atomic>
#include <thread>

#include <httplib.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <sys/un.h>

namespace tidings::service {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

constexpr std::size_t kThreads = 6;  // followers of a fetch hold one each
constexpr std::size_t kMaxRequest = 1'000'000;

std::string line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void refuse(httplib::Response& response, const std::string& why) {
  response.status = 409;
  response.set_content(line({{"error", why}}), "application/json");
}

std::expected<FetchRequest, std::string> read_fetch_request(const std::string& body) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object()) return std::unexpected("the request is not a JSON object");
  FetchRequest request;
  try {
    request.names = json.value("names", std::vector<std::string>{});
    request.limit = json.value("limit", std::uint64_t{0});
  } catch (const Json::exception& error) {
    return std::unexpected(error.what());
  }
  return request;
}

}  // namespace

struct ControlServer::Parts {
  httplib::Server server;
  ControlHandlers handlers;
  std::filesystem::path socket;
  std::atomic<bool> stopping = false;
  std::jthread thread;
};

namespace {

void answer_fetch(const ControlHandlers& handlers, std::atomic<bool>& stopping,
                  const httplib::Request& request, httplib::Response& response) {
  const auto wanted = read_fetch_request(request.body);
  if (!wanted) return refuse(response, wanted.error());
  const auto run = handlers.fetch(*wanted);
  if (!run) return refuse(response, run.error());
  response.set_chunked_content_provider(
      "application/x-ndjson", [run = *run, &stopping](std::size_t, httplib::DataSink& sink) {
        const ingest::Progress progress = run->wait(500ms);
        const std::string text = to_json(progress) + "\n";
        if (stopping || !sink.write(text.data(), text.size())) return false;
        if (progress.done) sink.done();
        return true;
      });
}

void answer_change(const std::expected<void, std::string>& result, httplib::Response& response) {
  if (!result) return refuse(response, result.error());
  response.set_content(line({{"said", Json::array()}}), "application/json");
}

void answer_forget(const std::expected<std::vector<std::string>, std::string>& result,
                   httplib::Response& response) {
  if (!result) return refuse(response, result.error());
  response.set_content(line({{"said", *result}}), "application/json");
}

}  // namespace

ControlServer::ControlServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

std::expected<std::unique_ptr<ControlServer>, std::string> ControlServer::start(
    const std::filesystem::path& socket, ControlHandlers handlers) {
  if (socket.native().size() >= sizeof(sockaddr_un::sun_path)) {
    return std::unexpected("the path of the socket is too long: " + socket.string());
  }
  auto parts = std::make_unique<Parts>();
  parts->handlers = std::move(handlers);
  parts->socket = socket;
  std::error_code ignored;
  std::filesystem::remove(socket, ignored);
  httplib::Server& server = parts->server;
  const ControlHandlers& does = parts->handlers;
  server.new_task_queue = [] { return std::make_unique<httplib::ThreadPool>(kThreads).release(); };
  server.set_payload_max_length(kMaxRequest);
  server.set_address_family(AF_UNIX);
  server.Post("/fetch", [&does, &stopping = parts->stopping](const auto& request, auto& response) {
    answer_fetch(does, stopping, request, response);
  });
  server.Post("/reload",
              [&does](const auto&, auto& response) { answer_change(does.reload(), response); });
  server.Post("/forget", [&does](const auto& request, auto& response) {
    answer_forget(does.forget(request.body), response);
  });
  server.Get("/status", [&does](const auto&, auto& response) {
    response.set_content(does.status(), "application/json");
  });
  server.Get("/metrics", [&does](const auto&, auto& response) {
    response.set_content(does.metrics(), "text/plain; version=0.0.4");
  });
  if (!server.bind_to_port(socket.c_str(), 80)) {
    return std::unexpected("cannot open the socket " + socket.string() +
                           ": is its folder there and writable?");
  }
  ::chmod(socket.c_str(), 0660);
  parts->thread = std::jthread([&server] { server.listen_after_bind(); });
  while (!server.is_running())
    std::this_thread::sleep_for(1ms);  // stop() before this would be lost
  return std::unique_ptr<ControlServer>(new ControlServer(std::move(parts)));
}

ControlServer::~ControlServer() {
  parts_->stopping = true;
  parts_->server.stop();
  parts_->thread.join();
  std::error_code ignored;
  std::filesystem::remove(parts_->socket, ignored);
}

std::string to_json(const ingest::Progress& progress) {
  return line({{"sources", progress.sources},
               {"polled", progress.polled},
               {"unchanged", progress.unchanged},
               {"broken", progress.broken},
               {"listed", progress.listed},
               {"known", progress.known},
               {"written", progress.written},
               {"duplicate", progress.duplicate},
               {"filtered", progress.filtered},
               {"rejected", progress.rejected},
               {"failed", progress.failed},
               {"waiting", progress.waiting},
               {"problems", progress.problems},
               {"problems_left_out", progress.problems_left_out},
               {"done", progress.done}});
}

std::expected<ingest::Progress, std::string> progress_from_json(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::unexpected("the daemon's answer is not JSON");
  if (json.contains("error")) return std::unexpected(json["error"].get<std::string>());
  ingest::Progress progress;
  try {
    json.at("sources").get_to(progress.sources);
    json.at("polled").get_to(progress.polled);
    json.at("unchanged").get_to(progress.unchanged);
    json.at("broken").get_to(progress.broken);
    json.at("listed").get_to(progress.listed);
    json.at("known").get_to(progress.known);
    json.at("written").get_to(progress.written);
    json.at("duplicate").get_to(progress.duplicate);
    json.at("filtered").get_to(progress.filtered);
    json.at("rejected").get_to(progress.rejected);
    json.at("failed").get_to(progress.failed);
    json.at("waiting").get_to(progress.waiting);
    json.at("problems").get_to(progress.problems);
    json.at("problems_left_out").get_to(progress.problems_left_out);
    json.at("done").get_to(progress.done);
  } catch (const Json::exception& error) {
    return std::unexpected(error.what());
  }
  return progress;
}

}  // namespace tidings::service
