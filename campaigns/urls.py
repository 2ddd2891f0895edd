from django.urls import path

from campaigns.views import campaigns, editing, pages, versions, workflow

app_name = "campaigns"
urlpatterns = [
    path("chi-thi/", pages.directives, name="directives"),
    path("chi-thi/soan-moi/", editing.directive_create, name="directive_create"),
    path("chi-thi/<slug:code>/", pages.directive, name="directive"),
    path("chi-thi/<slug:code>/to-giay/", pages.directive_paper_page, name="directive_paper_page"),
    path("chi-thi/<slug:code>/soan/", editing.directive_edit, name="directive_edit"),
    path("chi-thi/<slug:code>/tu-luu/", editing.directive_autosave, name="directive_autosave"),
    path("chi-thi/<slug:code>/xem-truoc/", editing.directive_preview, name="directive_preview"),
    path("chi-thi/<slug:code>/trinh/", workflow.directive_submit, name="directive_submit"),
    path("chi-thi/<slug:code>/tra-lai/", workflow.directive_return, name="directive_return"),
    path("chi-thi/<slug:code>/duyet/", workflow.directive_approve, name="directive_approve"),
    path("chi-thi/<slug:code>/ban-hanh/", workflow.directive_issue, name="directive_issue"),
    path("chi-thi/<slug:code>/ket-thuc/", workflow.directive_close, name="directive_close"),
    path("chi-thi/<slug:code>/bai-bo/", workflow.directive_revoke, name="directive_revoke"),
    path("chi-thi/<slug:code>/ban-luu/", versions.directive_versions, name="directive_versions"),
    path("chi-thi/<slug:code>/so-sanh/", versions.directive_compare, name="directive_compare"),
    path("chi-thi/<slug:code>/khoi-phuc/<int:number>/", versions.directive_restore, name="directive_restore"),
    path("phong-trao/", campaigns.campaigns, name="campaigns"),
    path("phong-trao/tao-moi/", campaigns.campaign_create, name="campaign_create"),
    path("phong-trao/<int:pk>/", campaigns.campaign, name="campaign"),
    path("phong-trao/<int:pk>/sua/", campaigns.campaign_edit, name="campaign_edit"),
]
